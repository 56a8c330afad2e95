namespace Platform.Gateway.Overview;

/// <param name="Status">draft, agreed or closed.</param>
/// <param name="Progress">Value delivered over all objectives, 0 to 1; left out while nothing is measured.</param>
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
