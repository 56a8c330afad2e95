namespace Platform.HealthScoring.PowerUsers;

/// <param name="Share"> Of the account's events of the last 30 days, 0–1; null where the user is no power user now.
/// </param>
/// <param name="BaselineShare">Of the events of the baseline window, where it made them a power user of that.</param>
/// <param name="IsActive">Whether there was an event of theirs in the days over which departures are judged.</param>
/// <param name="Departure">Set where a power user of the baseline window has departed.</param>
public sealed record PowerUserFinding(
    int User,
    decimal? Share,
    decimal? BaselineShare,
    bool IsActive,
    Departure? Departure
);
