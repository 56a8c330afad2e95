namespace Platform.SuccessPlans.Reviews;

/// <param name="Progress">Value delivered over all objectives, 0–1; null before anything was measured.</param>
/// <param name="OpenMilestones">Milestones that are not done.</param>
/// <param name="OverdueMilestones">Those of them that are overdue.</param>
/// <param name="Objectives">Each objective with its progress.</param>
public sealed record PackPerformance(
    Guid PlanId,
    DateOnly? AgreedOn,
    decimal? Progress,
    int OpenMilestones,
    int OverdueMilestones,
    IReadOnlyList<PackObjective> Objectives
);
