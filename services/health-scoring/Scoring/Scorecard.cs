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
