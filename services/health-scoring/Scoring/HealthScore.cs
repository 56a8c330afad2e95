namespace Platform.HealthScoring.Scoring;

/// <summary>
/// A score with its explanation. <see cref="Score"/> is null when less than the scorecard's minimum of weight is
/// present: insufficient data is
/// not a number. Otherwise the points of <see cref="Contributions"/>, <see cref="CapAdjustment"/> and
/// <see cref="OverrideAdjustment"/> add up to it exactly.
/// </summary>
/// <param name="BeforeCaps">The weighted mean before caps, 0–100; given even where the data is insufficient, if
/// anything at all is present.</param>
/// <param name="CapAdjustment">What caps take away: 0 or negative.</param>
/// <param name="WeightPresent">Share of the scorecard's weight whose measures are present, 0–1.</param>
/// <param name="OverrideAdjustment">What somebody's override adds or takes away; 0 without one.</param>
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

/// <param name="Raw">The measured value in the measure's unit; null where missing.</param>
/// <param name="Value">What the curve makes of it, 0–100.</param>
/// <param name="Weight">The weight that the scorecard gives.</param>
/// <param name="WeightShare">Its share after missing measures gave theirs away, 0–1, four decimals (for reading; points
/// are computed from exact shares).</param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="PointsLost">Weight share × (100 − value).</param>
/// <param name="Between">The points of the curve that the raw value fell between.</param>
public sealed record Contribution(
    Measure Measure,
    string Group,
    decimal? Raw,
    decimal? Value,
    decimal Weight,
    decimal WeightShare,
    decimal Points,
    decimal PointsLost,
    IReadOnlyList<decimal[]> Between
);

/// <param name="Binding">Whether this cap is the one that decided the score.</param>
/// <param name="AtMost">The score that it allows at most, 0 to 100.</param>
public sealed record AppliedCap(string Name, Measure Measure, decimal AtMost, string Reason, bool Binding);

/// <summary>What costs most, with the playbook that the scorecard names against it. <paramref name="Cause"/> is a
/// measure's or a cap's name.</summary>
/// <param name="Cause">The measure or cap that costs points.</param>
/// <param name="Kind">measure or cap.</param>
/// <param name="Cost">Points that it costs: those missing to 100 times its part of the weight.</param>
/// <param name="Raw">The measure's value in its own unit.</param>
public sealed record Driver(string Cause, string Kind, decimal Cost, decimal? Raw, string? Playbook);
