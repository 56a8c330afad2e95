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

/// <param name="Level">How far the ladder went: <c>csm</c>, <c>manager</c> or <c>sponsors</c>.</param>
/// <param name="Cause"><c>milestone_overdue</c> or <c>no_progress</c>.</param>
[EventName("success-plans.onboarding-stalled.v1")]
public sealed record OnboardingStalled(
    Guid AccountId,
    Guid OnboardingId,
    string Stage,
    string Cause,
    string Level,
    DateOnly StalledSince
) : DomainEvent(AccountId);

/// <summary>Onboarding is over; its exit survey is due.</summary>
/// <param name="Days">From signature, or from its opening where no signature is known, to its end.</param>
[EventName("success-plans.onboarding-completed.v1")]
public sealed record OnboardingCompleted(Guid AccountId, Guid OnboardingId, DateOnly CompletedOn, int Days)
    : DomainEvent(AccountId);
