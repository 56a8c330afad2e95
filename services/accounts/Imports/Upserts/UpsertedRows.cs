using Platform.Accounts.Accounts;
using Platform.Accounts.Imports.Jobs;
using Platform.Files;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Upserts;

/// <param name="Items">One outcome per row, in the request's order.</param>
public sealed record UpsertedRows(IReadOnlyList<UpsertedRow> Items);
