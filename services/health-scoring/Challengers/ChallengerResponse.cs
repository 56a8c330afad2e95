using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Challengers;

/// <param name="Contributions">What each measure adds under the trial scorecard.</param>
/// <param name="History">Changes of the score under the trial scorecard, latest first, at most 200; that of the active
/// one is at <c>/scores</c>.</param>
/// <param name="ActiveScore">Points by the scorecard in force, 0 to 100.</param>
/// <param name="ActiveBand">Band by the scorecard in force.</param>
/// <param name="Active">The scorecard in force.</param>
/// <param name="Challenger">The scorecard on trial.</param>
/// <param name="CapAdjustment">Points that caps took away, 0 or less.</param>
public sealed record ChallengerResponse(
    Guid AccountId,
    decimal? ActiveScore,
    Band? ActiveBand,
    ScorecardReference Active,
    ScorecardReference Challenger,
    decimal? Score,
    Band? Band,
    decimal CapAdjustment,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<Driver> Drivers,
    IReadOnlyList<ChallengerScore> History
);
