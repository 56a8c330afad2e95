using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

public sealed record ScoreListItem(
    Guid AccountId,
    decimal? Score,
    Band? Band,
    DateTimeOffset ScoredAt,
    IReadOnlyList<Driver> Drivers
);
