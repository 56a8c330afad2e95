namespace Platform.Renewals.Revenue;

public enum WaterfallBasis
{
    /// <summary>One movement for each account: its MRR at the end against its MRR at the start (the default; consistent
    /// with GRR and NRR).</summary>
    Net,

    /// <summary>Every movement of the ledger, so that growth and shrinkage of one account inside the period both
    /// show.</summary>
    Gross,
}
