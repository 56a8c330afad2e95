using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <param name="ProductId">Null in the account's own ledger.</param>
public sealed record BookRow(LedgerRow Row, Guid? ProductId);
