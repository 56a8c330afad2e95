using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>One change of a score, with what caused it.</summary>
/// <param name="Scorecard">The scorecard that it was computed with.</param>
/// <param name="Change">Against the score before, with its causes.</param>
public sealed record ScoreHistoryItem(
    int Version,
    decimal? Score,
    Band? Band,
    DateTimeOffset ScoredAt,
    DateOnly AsOf,
    ScorecardReference Scorecard,
    ScoreChange? Change
);
