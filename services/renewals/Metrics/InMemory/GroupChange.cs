namespace Platform.Renewals.Metrics.InMemory;

/// <summary>An account's group in one dimension; null where it has none.</summary>
internal sealed record GroupChange(Guid AccountId, string Dimension, string? Value) : ILedgerChange
{
    public void ApplyTo(RevenueColumns columns) => columns.Apply(this);
}
