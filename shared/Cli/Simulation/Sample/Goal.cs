namespace Platform.Cli.Simulation.Sample;

/// <param name="Readings">What was read 60, 30 and 3 days ago.</param>
/// <param name="UnitValue">What one unit is worth to the customer; 0: not agreed.</param>
/// <param name="Feature">Whose use measures it from then on; null: read by hand.</param>
internal sealed record Goal(
    string Text,
    string Metric,
    decimal Baseline,
    decimal Target,
    string Unit,
    int DueInDays,
    decimal[] Readings,
    decimal UnitValue,
    string? Feature,
    decimal PerUnit,
    string Claim,
    string Evidence,
    decimal Worth
);
