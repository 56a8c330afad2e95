namespace Platform.Gateway.Overview;

/// <param name="Status">open, completed or cancelled.</param>
/// <param name="StallCause">milestone_overdue or no_progress; left out while it moves.</param>
/// <param name="DaysToFirstValue">From signature; left out before.</param>
/// <param name="Stage">The stage that it is in.</param>
/// <param name="PlannedEnd">The day on which it is planned to end, ISO date.</param>
/// <param name="CompletedOn">The day on which it ended, ISO date; left out before.</param>
/// <param name="StalledSince">Since which day nothing moved, ISO date; left out while it moves.</param>
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
