namespace Platform.Contracts.SuccessPlans;

/// <summary>Where the account's plan stands, whenever that changes, by a person, by telemetry or by time
/// alone.</summary>
/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything is measured.</param>
/// <param name="OverdueMilestones">Milestones past their due date and not done, onboarding's included.</param>
[EventName("success-plans.plan-progressed.v1")]
public sealed record PlanProgressed(
    Guid AccountId,
    Guid PlanId,
    decimal? Progress,
    int OverdueMilestones,
    int OpenMilestones
) : DomainEvent(AccountId);
