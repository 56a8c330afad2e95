namespace Platform.Renewals.Metrics.InMemory;

/// <summary>Something that the ledger or the groups of accounts say anew.</summary>
internal interface ILedgerChange
{
    void ApplyTo(RevenueColumns columns);
}
