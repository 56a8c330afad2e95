namespace Platform.HealthScoring.Scoring;

/// <summary>While <c>measure comparison threshold</c> holds, the score is at most <paramref name="AtMost"/>. A missing
/// measure caps nothing.</summary>
/// <param name="Comparison">How measure and threshold are compared.</param>
/// <param name="Threshold">In the measure's own unit.</param>
/// <param name="AtMost">The score that it allows at most, 0 to 100.</param>
public sealed record CapRule(
    string Name,
    Measure Measure,
    Comparison Comparison,
    decimal Threshold,
    decimal AtMost,
    string Reason,
    string? Playbook = null
)
{
    public bool AppliesTo(MeasureValues values) =>
        values[Measure] is { } raw
        && Comparison switch
        {
            Comparison.AtLeast => raw >= Threshold,
            _ => raw <= Threshold,
        };
}
