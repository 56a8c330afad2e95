namespace Platform.Renewals.Revenue;

/// <summary>
/// What a retention figure means. A definition has a name and versions; a locked version never changes, so a figure
/// that names it can be
/// computed again.
/// </summary>
/// <param name="Reactivation">What becomes of an account of C0 that left and came back inside the period.</param>
/// <param name="Waterfall">Which movements the waterfall shows.</param>
public sealed record RetentionDefinition(ReactivationRule Reactivation, WaterfallBasis Waterfall)
{
    public static RetentionDefinition Default { get; } = new(ReactivationRule.Counts, WaterfallBasis.Net);
}

public enum ReactivationRule
{
    /// <summary>An account of C0 that is active at the end counts at its end MRR, whatever happened in between (the
    /// default).</summary>
    Counts,

    /// <summary>An account of C0 that left counts as lost, even when it is back at the end; its return is
    /// reactivation.</summary>
    Excluded,

    /// <summary>Only the two ends are compared: an account without MRR at the start and with MRR at the end is new,
    /// even when it was a customer once.</summary>
    NotSeparated,
}

public enum WaterfallBasis
{
    /// <summary>One movement for each account: its MRR at the end against its MRR at the start (the default; consistent
    /// with GRR and NRR).</summary>
    Net,

    /// <summary>Every movement of the ledger, so that growth and shrinkage of one account inside the period both
    /// show.</summary>
    Gross,
}
