using System.Text.Json.Serialization;

namespace Platform.HealthScoring.Scoring;

/// <summary>The rules of one version of a scorecard, without its life cycle. Immutable once active, so a past score can
/// be recomputed.</summary>
/// <param name="Bands">Where red and yellow end.</param>
/// <param name="MinimumWeightPresent">Part of the weight whose measures have to be known to score at all, 0 to
/// 1.</param>
public sealed record Scorecard(
    IReadOnlyList<MeasureGroup> Groups,
    IReadOnlyList<CapRule> Caps,
    BandLimits Bands,
    decimal MinimumWeightPresent = 0.5m
);

/// <param name="Measures">The group's measures with weights and curves.</param>
public sealed record MeasureGroup(string Name, IReadOnlyList<WeightedMeasure> Measures);

/// <param name="Weight">Above 0; only its proportion to the other weights matters.</param>
/// <param name="Playbook">What to start when this measure drives the score down.</param>
/// <param name="Curve">Points from the measure's value to 0 to 100, straight lines between them.</param>
public sealed record WeightedMeasure(Measure Measure, decimal Weight, Curve Curve, string? Playbook = null);

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

[JsonConverter(typeof(ComparisonNames))]
public enum Comparison
{
    AtLeast,
    AtMost,
}

public sealed class ComparisonNames()
    : JsonStringEnumConverter<Comparison>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>Red from 0 to <paramref name="RedUpTo"/>, yellow above that to <paramref name="YellowUpTo"/>, green above
/// that.</summary>
/// <param name="RedUpTo">Scores up to this are red, 0 to 100.</param>
/// <param name="YellowUpTo">Scores up to this are yellow, those above green.</param>
public sealed record BandLimits(decimal RedUpTo = 50, decimal YellowUpTo = 75)
{
    public Band Of(decimal score) =>
        score <= RedUpTo ? Band.Red
        : score <= YellowUpTo ? Band.Yellow
        : Band.Green;
}

[JsonConverter(typeof(BandNames))]
public enum Band
{
    Red,
    Yellow,
    Green,
}

public sealed class BandNames()
    : JsonStringEnumConverter<Band>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
