namespace Platform.Contracts.SuccessPlans;

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
