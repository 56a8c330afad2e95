using Grpc.Core;
using Platform.Renewals.Imports;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Grpc;

[RequireScope("renewals:write")]
internal sealed class RevenueImportGrpc(UpsertSubscriptions subscriptions, UpsertInvoices invoices)
    : RevenueImportService.RevenueImportServiceBase
{
    public const int MaxRows = 1_000;

    public override async Task<UpsertRowsResponse> UpsertSubscriptions(
        UpsertSubscriptionsRequest request,
        ServerCallContext context
    )
    {
        Check(request.Rows.Count);
        var (rows, caller) = (request.Rows, Who(context));
        var results = await subscriptions.RunAsync(rows, request.DryRun, caller, context.CancellationToken);
        return new UpsertRowsResponse { Results = { results } };
    }

    public override async Task<UpsertRowsResponse> UpsertInvoices(
        UpsertInvoicesRequest request,
        ServerCallContext context
    )
    {
        Check(request.Rows.Count);
        var (rows, caller) = (request.Rows, Who(context));
        var results = await invoices.RunAsync(rows, request.DryRun, caller, context.CancellationToken);
        return new UpsertRowsResponse { Results = { results } };
    }

    private static Caller Who(ServerCallContext context) => Caller.From(context.GetHttpContext().User);

    private static void Check(int rows)
    {
        if (rows > MaxRows)
            throw Problem.Invalid("rows", $"{rows} rows are more than {MaxRows}: send several calls").ToRpcException();
    }
}
