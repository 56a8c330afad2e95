namespace Platform.Accounts.Imports.Bulk;

/// <param name="Items">One outcome per row, in the request's order.</param>
public sealed record UpsertedRows(IReadOnlyList<UpsertedRow> Items);
