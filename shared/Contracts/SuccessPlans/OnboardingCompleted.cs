namespace Platform.Contracts.SuccessPlans;

/// <summary>Onboarding is over; its exit survey is due.</summary>
/// <param name="Days">From signature, or from its opening where no signature is known, to its end.</param>
[EventName("success-plans.onboarding-completed.v1")]
public sealed record OnboardingCompleted(Guid AccountId, Guid OnboardingId, DateOnly CompletedOn, int Days)
    : DomainEvent(AccountId);
