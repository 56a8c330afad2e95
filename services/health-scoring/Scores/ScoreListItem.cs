using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

public sealed record ScoreListItem(
    Guid AccountId,
    decimal? Score,
    Band? Band,
    DateTimeOffset ScoredAt,
    IReadOnlyList<Driver> Drivers
);
