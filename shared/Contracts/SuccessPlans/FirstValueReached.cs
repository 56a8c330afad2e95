namespace Platform.Contracts.SuccessPlans;

/// <summary>The account did its first value event.</summary>
/// <param name="DaysFromSignature">Time to first value in whole days; null when the signature is not known.</param>
[EventName("success-plans.first-value-reached.v1")]
public sealed record FirstValueReached(
    Guid AccountId,
    Guid OnboardingId,
    string Action,
    DateTimeOffset ReachedAt,
    int? DaysFromSignature
) : DomainEvent(AccountId);
