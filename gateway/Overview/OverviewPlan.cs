namespace Platform.Gateway.Overview;

/// <param name="Status">draft, agreed or closed.</param>
/// <param name="Progress">Value delivered over all objectives, 0 to 1; left out while nothing is measured.</param>
/// <param name="OpenMilestones">Milestones that are not done yet.</param>
/// <param name="OverdueMilestones">Milestones whose date has passed.</param>
/// <param name="Objectives">What the customer wants to reach, and how far it is.</param>
public sealed record OverviewPlan(
    Guid Id,
    string Status,
    DateOnly? AgreedOn,
    decimal? Progress,
    int OpenMilestones,
    int OverdueMilestones,
    IReadOnlyList<string> Objectives,
    int Version
);
