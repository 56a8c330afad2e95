namespace Platform.Renewals.Revenue;

/// <summary>
/// What a retention figure means. A definition has a name and versions; a locked version never changes, so a figure
/// that names it can be computed again.
/// </summary>
/// <param name="Reactivation">What becomes of an account of C0 that left and came back inside the period.</param>
/// <param name="Waterfall">Which movements the waterfall shows.</param>
public sealed record RetentionDefinition(ReactivationRule Reactivation, WaterfallBasis Waterfall)
{
    public static RetentionDefinition Default { get; } = new(ReactivationRule.Counts, WaterfallBasis.Net);
}
