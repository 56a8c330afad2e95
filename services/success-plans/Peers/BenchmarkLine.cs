namespace Platform.SuccessPlans.Peers;

/// <param name="Own">The account's own value now; null where it has none.</param>
/// <param name="Typical">Mean of the segment, coarsely; null where fewer than five accounts have a value, or no figure
/// may be published.</param>
/// <param name="TopQuarter">Mean of the best-valued quarter, only in segments of at least twenty.</param>
/// <param name="AsOf">When the peers' figures were made; they stay the same for everybody of the segment for the
/// quarter at least.</param>
/// <param name="HigherIsBetter">Whether more is better; otherwise less is.</param>
/// <param name="BottomQuarter">The value that a quarter of the peers stay below.</param>
public sealed record BenchmarkLine(
    string Metric,
    bool HigherIsBetter,
    decimal? Own,
    decimal? Typical,
    decimal? TopQuarter,
    decimal? BottomQuarter,
    DateOnly? AsOf
)
{
    /// <summary>The metric as one says it to the customer.</summary>
    public string Label => CustomerWording.Label(Metric);
}
