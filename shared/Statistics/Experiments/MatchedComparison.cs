namespace Platform.Statistics.Experiments;

/// <summary>What a comparison of matched pairs says.</summary>
/// <param name="Effect">The change against the measure before, treated minus matched; null with fewer than three
/// pairs.</param>
/// <param name="Balance">How alike the pairs are in each measure.</param>
/// <param name="Placebo">The same comparison over the time before, when nothing can have worked: it has to be near
/// zero. Null where that is not known.</param>
/// <param name="Unmatched">How many of the treated found nobody who was like them.</param>
public sealed record MatchedComparison(
    EffectEstimate? Effect,
    IReadOnlyList<Balance> Balance,
    EffectEstimate? Placebo,
    int Unmatched
)
{
    /// <summary>Whether the pairs are alike in all measures.</summary>
    public bool IsComparable => Effect is not null && Balance.All(line => line.IsAlike);
}
