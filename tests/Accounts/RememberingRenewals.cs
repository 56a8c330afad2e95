using System.Collections.Concurrent;
using Grpc.Core;
using Platform.Renewals.V1;

namespace Platform.Accounts.Tests;

/// <summary>Stands for renewals: takes rows, remembers them by external id, and refuses amounts of zero.</summary>
public sealed class RememberingRenewals : RevenueImportService.RevenueImportServiceBase
{
    public ConcurrentDictionary<string, SubscriptionRow> Subscriptions { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, InvoiceRow> Invoices { get; } = new(StringComparer.Ordinal);

    public override Task<UpsertRowsResponse> UpsertSubscriptions(
        UpsertSubscriptionsRequest request,
        ServerCallContext context
    )
    {
        var response = new UpsertRowsResponse();
        response.Results.AddRange(
            request.Rows.Select(row =>
                row.Amount == "0"
                    ? Refused(row.Line)
                    : Taken(Subscriptions, row.ExternalId, row, row.Line, request.DryRun, Same)
            )
        );
        return Task.FromResult(response);
    }

    public override Task<UpsertRowsResponse> UpsertInvoices(UpsertInvoicesRequest request, ServerCallContext context)
    {
        var response = new UpsertRowsResponse();
        response.Results.AddRange(
            request.Rows.Select(row =>
                Taken(Invoices, row.ExternalId, row, row.Line, request.DryRun, (one, other) => one.Equals(other))
            )
        );
        return Task.FromResult(response);
    }

    private static RowResult Taken<T>(
        ConcurrentDictionary<string, T> known,
        string id,
        T row,
        int line,
        bool dryRun,
        Func<T, T, bool> same
    )
    {
        var outcome =
            !known.TryGetValue(id, out var before) ? RowResult.Types.Outcome.Inserted
            : same(before, row) ? RowResult.Types.Outcome.Unchanged
            : RowResult.Types.Outcome.Updated;
        if (!dryRun)
            known[id] = row;
        return new RowResult
        {
            Line = line,
            Outcome = outcome,
            Id = Guid.NewGuid().ToString(),
        };
    }

    private static bool Same(SubscriptionRow one, SubscriptionRow other) => one.Equals(other);

    private static RowResult Refused(int line) =>
        new()
        {
            Line = line,
            Outcome = RowResult.Types.Outcome.Failed,
            Column = "amount",
            Code = "no-amount",
            Reason = "An amount of zero earns nothing.",
        };
}
