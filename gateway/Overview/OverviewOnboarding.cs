namespace Platform.Gateway.Overview;

/// <param name="Status">open, completed or cancelled.</param>
/// <param name="StallCause">milestone_overdue or no_progress; left out while it moves.</param>
/// <param name="DaysToFirstValue">From signature; left out before.</param>
public sealed record OverviewOnboarding(
    Guid Id,
    string Status,
    string? Stage,
    DateOnly? PlannedEnd,
    DateOnly? CompletedOn,
    DateOnly? StalledSince,
    string? StallCause,
    int? DaysToFirstValue
);
