namespace Platform.HealthScoring.Scoring;

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
