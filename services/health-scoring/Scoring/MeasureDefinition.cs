using System.Text.Json;

namespace Platform.HealthScoring.Scoring;

/// <summary>What a measure means, its unit, and to how many decimals its raw value is kept (rounding is part of the
/// definition: it makes a stored input exact).</summary>
public sealed record MeasureDefinition(Measure Measure, string Unit, int Decimals, string Meaning)
{
    public string Name { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(Measure.ToString());
}
