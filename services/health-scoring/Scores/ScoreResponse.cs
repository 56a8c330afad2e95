using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// A score that explains itself: the points of the contributions and the cap adjustment add up to the score, and the
/// amounts of the change's causes to its amount, to the last hundredth.
/// </summary>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Score">0–100; absent with insufficient data.</param>
/// <param name="AsOf">The business day that all windows end with.</param>
/// <param name="Change">What made this version out of the one before; absent for the first.</param>
/// <param name="InsufficientData">Whether too little is known to score.</param>
/// <param name="BeforeCaps">Points before caps and override, 0 to 100.</param>
/// <param name="CapAdjustment">Points that caps took away, 0 or less.</param>
/// <param name="OverrideAdjustment">Points by which a person's override differs from the computed score.</param>
/// <param name="WeightPresent">Part of the scorecard's weight whose measures are known, 0 to 1.</param>
/// <param name="Scorecard">The scorecard that it was computed with.</param>
/// <param name="Contributions">Points of each measure; with the adjustments they add up to the score.</param>
public sealed record ScoreResponse(
    Guid AccountId,
    int Version,
    decimal? Score,
    Band? Band,
    bool InsufficientData,
    decimal? BeforeCaps,
    decimal CapAdjustment,
    decimal OverrideAdjustment,
    decimal WeightPresent,
    ScorecardReference Scorecard,
    DateOnly AsOf,
    DateTimeOffset ScoredAt,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<AppliedCap> Caps,
    IReadOnlyList<Driver> Drivers,
    ScoreChange? Change
)
{
    public static ScoreResponse From(ExplainedScore s) =>
        new(
            s.Row.AccountId,
            s.Row.Version,
            s.Score.Score,
            s.Score.Band,
            s.Score.Score is null,
            s.Score.BeforeCaps,
            s.Score.CapAdjustment,
            s.Score.OverrideAdjustment,
            s.Score.WeightPresent,
            new ScorecardReference(s.Card.Id, s.Card.Segment, s.Card.Version),
            s.Row.AsOf,
            s.Row.ScoredAt,
            s.Score.Contributions,
            s.Score.Caps,
            s.Score.Drivers,
            s.Change
        );
}
