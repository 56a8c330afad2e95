using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Grpc;

[RequireScope("renewals:read")]
internal sealed class RevenueGrpc(Database database, IOptions<OrganisationOptions> organisation)
    : RevenueService.RevenueServiceBase
{
    private readonly string _reporting = organisation.Value.ReportingCurrency;

    public override async Task<BatchGetAccountRevenueResponse> BatchGetAccountRevenue(
        BatchGetAccountRevenueRequest request,
        ServerCallContext context
    )
    {
        var ids = RequestedAccounts.Parse(request.AccountIds);
        var found = (
            await database.QueryAsync<Row>(ByIds, new { ids, Reporting = _reporting }, context.CancellationToken)
        ).ToDictionary(r => r.AccountId);
        return new BatchGetAccountRevenueResponse
        {
            Accounts = { ids.Select(id => Answer(found.GetValueOrDefault(id) ?? new Row { AccountId = id })) },
        };
    }

    public override async Task<ListAccountRevenueResponse> ListAccountRevenue(
        ListAccountRevenueRequest request,
        ServerCallContext context
    )
    {
        if (request.PageSize is < 0 or > 1_000)
            throw Problem.Invalid("page_size", $"{request.PageSize} is not between 1 and 1000").ToRpcException();
        var limit = request.PageSize == 0 ? 100 : request.PageSize;
        var after = Cursor.Read<RankCursor>(request.PageToken);
        var rows = await database.QueryAsync<Row>(
            Ranked,
            new
            {
                after?.Mrr,
                after?.AccountId,
                Limit = limit + 1,
                Reporting = _reporting,
            },
            context.CancellationToken
        );
        var page = Page<AccountRevenue>.From(rows, limit, Answer, r => new RankCursor(r.Mrr, r.AccountId));
        return new ListAccountRevenueResponse { Accounts = { page.Items }, NextPageToken = page.Next ?? "" };
    }

    private AccountRevenue Answer(Row row) =>
        new()
        {
            AccountId = row.AccountId.ToString(),
            Mrr = Decimal(row.Mrr),
            Arr = Decimal(row.Arr),
            Currency = _reporting,
            Seats = row.Seats,
            NextRenewalOn = row.NextContractEnd?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Overdue = Decimal(row.Overdue),
            Version = row.Version,
        };

    private static string Decimal(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record RankCursor(decimal Mrr, Guid AccountId);

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public decimal Mrr { get; init; }
        public decimal Arr { get; init; }
        public int Seats { get; init; }
        public DateOnly? NextContractEnd { get; init; }
        public int Version { get; init; }
        public decimal Overdue { get; init; }
    }

    private const string Columns =
        "select a.account_id, a.mrr, a.arr, a.seats, a.next_contract_end, a.version, coalesce(o.overdue, 0) as overdue";

    // An invoice in a currency that has no rate adds nothing: a sum of mixed currencies is no sum.
    private const string Overdue = """
        left join lateral (
            select sum(i.amount * case when i.currency = @Reporting then 1 else r.rate end) as overdue
            from invoice i
            left join lateral (
                select rate from exchange_rate e where e.currency = i.currency and e.from_on <= i.issued_on
                order by from_on desc, recorded_at desc limit 1) r on true
            where i.account_id = a.account_id and i.owed and i.overdue_told) o on true
        """;

    private const string ByIds = $"{Columns} from account_revenue a {Overdue} where a.account_id = any(@ids)";

    private const string Ranked = $"""
        {Columns} from (
            select * from account_revenue
            where @Mrr::numeric is null or mrr < @Mrr or (mrr = @Mrr and account_id > @AccountId)
            order by mrr desc, account_id limit @Limit) a
        {Overdue} order by a.mrr desc, a.account_id
        """;
}
