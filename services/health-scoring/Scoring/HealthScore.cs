namespace Platform.HealthScoring.Scoring;

/// <summary>
/// A score with its explanation. <see cref="Score"/> is null when less than the scorecard's minimum of weight is
/// present: insufficient data is not a number. Otherwise the points of <see cref="Contributions"/>,
/// <see cref="CapAdjustment"/> and <see cref="OverrideAdjustment"/> add up to it exactly.
/// </summary>
/// <param name="BeforeCaps">The weighted mean before caps, 0–100; given even where the data is insufficient, if
/// anything at all is present.</param>
/// <param name="CapAdjustment">What caps take away: 0 or negative.</param>
/// <param name="WeightPresent">Share of the scorecard's weight whose measures are present, 0–1.</param>
/// <param name="OverrideAdjustment">What an override adds or takes away; 0 without one.</param>
public sealed record HealthScore(
    decimal? Score,
    Band? Band,
    decimal? BeforeCaps,
    decimal CapAdjustment,
    decimal WeightPresent,
    IReadOnlyList<Contribution> Contributions,
    IReadOnlyList<AppliedCap> Caps,
    IReadOnlyList<Driver> Drivers,
    decimal OverrideAdjustment = 0
);
