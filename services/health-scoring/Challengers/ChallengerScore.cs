using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Challengers;

public sealed record ChallengerScore(decimal? Score, Band? Band, DateTimeOffset ScoredAt, DateOnly AsOf);
