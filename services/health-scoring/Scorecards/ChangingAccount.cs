using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scorecards;

/// <param name="From">The band now.</param>
/// <param name="To">The band with the other scorecard.</param>
/// <param name="ScoreNow">Points by the scorecard in force.</param>
/// <param name="ScoreThen">Points by the scorecard compared.</param>
/// <param name="Causes">What makes the difference, the largest part first.</param>
public sealed record ChangingAccount(
    Guid AccountId,
    string Name,
    decimal? ScoreNow,
    decimal? ScoreThen,
    string From,
    string To,
    IReadOnlyList<ChangeCause> Causes
);
