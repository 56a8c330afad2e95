using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>A row of the ledger.</summary>
/// <param name="ProductId">Null in the account's own ledger.</param>
/// <param name="IsReversal">It takes an earlier row back.</param>
internal sealed record MovementChange(
    long Seq,
    Guid AccountId,
    Guid? ProductId,
    MovementKind Kind,
    decimal Delta,
    DateOnly On,
    bool IsReversal,
    string ProductCode
) : ILedgerChange
{
    public void ApplyTo(RevenueColumns columns) => columns.Apply(this);
}
