using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Accounts.Portfolio;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Tests.Scale;

/// <summary>The plans of the portfolio's statements over a book large enough that reading all of it would show. Has a
/// database of its own.</summary>
public class PortfolioPlanTests(PortfolioPlanTests.LargeBook book, ITestOutputHelper output)
    : IClassFixture<PortfolioPlanTests.LargeBook>
{
    public sealed class LargeBook : IAsyncLifetime
    {
        private const int Accounts = 50_000;

        public AccountsUnderTest Service { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Service.InitializeAsync();
            await using var connection = await Service.Database.OpenConnectionAsync();
            await using var seed = new NpgsqlCommand(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    insert into account (id, name, lifecycle, version, created_at, updated_at)
                    select gen_random_uuid(), 'Account number ' || i, 'established', 1, now(), now()
                        from generate_series(1, {Accounts}) as i;
                    insert into portfolio_entry (account_id, name, lifecycle, industry, country, size, motion, priority,
                        csm, arr, currency, renewal_date, score, band)
                    select id, name, (array['onboarding', 'adopting', 'established',
                        'renewing'])[1 + abs(hashtext(name)) % 4], 'Industry ' || abs(hashtext(name)) % 20,
                        (array['DE', 'FR', 'US', 'GB', 'SE', 'JP'])[1 + abs(hashtext(name)) % 6],
                            (array['smb', 'mid_market', 'enterprise'])[1 + abs(hashtext(name)) % 3],
                        'pooled', (array['p1', 'p2', 'p3'])[1 + abs(hashtext(name)) % 3],
                            'csm' || abs(hashtext(name)) % 100, abs(hashtext(name)) % 200000, 'EUR',
                        date '2026-12-01' + abs(hashtext(name)) % 365, abs(hashtext(name)) % 100,
                            (array['red', 'yellow', 'green'])[1 + abs(hashtext(name)) % 3]
                    from account;
                    insert into account_external_id (source, external_id, account_id) select 'crm', name, id
                        from account;
                    insert into segment (id, name, rule, version, created_at, updated_at)
                        values ('{SegmentId}', 'seeded', 'arr > 0', 1, now(), now());
                    insert into segment_member (segment_id, account_id, since) select '{SegmentId}', id, now()
                        from account where abs(hashtext(name)) % 50 = 0;
                    insert into segment (id, name, rule, version, created_at, updated_at)
                        select gen_random_uuid(), 'seeded ' || i, 'arr > 0', 1, now(), now()
                        from generate_series(1, 9) as i;
                    insert into segment_member (segment_id, account_id, since)
                    select segment.id, account.id, now() from segment, account
                        where segment.name like 'seeded %' and abs(hashtext(account.name || segment.name)) % 20 = 0;
                    """
                ),
                connection
            )
            {
                CommandTimeout = 0,
            };
            await seed.ExecuteNonQueryAsync();
            await using var vacuum = new NpgsqlCommand("vacuum analyze", connection) { CommandTimeout = 0 };
            await vacuum.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        private readonly Dictionary<string, string> _middles = new(StringComparer.Ordinal);

        /// <summary>A cursor into the middle of the whole book, so that a page behind it can be asked for with any
        /// filter. Made once for all tests: it takes half of the book to find.</summary>
        public async Task<string> MiddleAsync(string sort)
        {
            if (_middles.TryGetValue(sort, out var known))
                return known;
            var half = await PortfolioPages.ReadAsync(
                Service.Database,
                new PortfolioQuery { Sort = sort },
                new PageRequest(25_000, null),
                CancellationToken.None
            );
            return _middles[sort] = half.Next!;
        }
    }

    private static readonly Guid SegmentId = new("0193c0de-0000-7000-8000-000000000001");

    private static readonly Dictionary<string, PortfolioQuery> Filters = new(StringComparer.Ordinal)
    {
        ["none"] = new(),
        ["lifecycle"] = new() { Lifecycle = "renewing" },
        ["size"] = new() { Size = "enterprise" },
        ["motion"] = new() { Motion = "pooled" },
        ["priority"] = new() { Priority = "p1" },
        ["band"] = new() { Band = "red" },
        ["at risk"] = new() { AtRisk = true },
        ["csm"] = new() { Csm = "csm7" },
        ["industry"] = new() { Industry = "Industry 3" },
        ["country"] = new() { Country = "SE" },
        ["segment"] = new() { Segment = SegmentId },
        ["name"] = new() { Name = "number 4321" },
        ["externalId"] = new() { ExternalId = "crm:Account number 77" },
        ["arr"] = new() { MinArr = 50_000, MaxArr = 60_000 },
        ["renewal"] = new() { RenewsAfter = new DateOnly(2026, 12, 24), RenewsBefore = new DateOnly(2027, 1, 24) },
        ["merged too"] = new() { IncludeMerged = true },
    };

    public static TheoryData<string> FilterNames => [.. Filters.Keys];

    /// <summary>Alone, with each other one, and all but one: with any sorting, on the first page and behind a cursor in
    /// turn.</summary>
    [Theory]
    [MemberData(nameof(FilterNames))]
    public async Task No_filters_with_any_sorting_read_the_whole_book(string filter)
    {
        var sorts = PortfolioSql.KnownSorts.Split(", ");
        foreach (var sort in sorts)
        foreach (var cursor in new[] { null, await book.MiddleAsync(sort) })
            await ExplainAsync([filter], sort, cursor);

        var others = Filters
            .Keys.Where(other => string.CompareOrdinal(other, filter) > 0)
            .Select(other => new[] { filter, other })
            .Append([.. Filters.Keys.Where(other => other != filter)]);
        var turn = 0;
        foreach (var combination in others)
        foreach (var sort in sorts)
            await ExplainAsync(combination, sort, turn++ % 2 == 0 ? null : await book.MiddleAsync(sort));
    }

    private async Task ExplainAsync(string[] combination, string sort, string? cursor)
    {
        var (sql, args) = PortfolioPages.ComposeForPlan(Together(combination, sort), new PageRequest(50, cursor));
        var scans = (await PlanAsync(sql, args))
            .Where(line => line.Contains("Scan", StringComparison.Ordinal))
            .Select(line => line.Trim())
            .ToList();
        var told =
            $"{string.Join(" and ", combination)}, {sort}, "
            + $"{(cursor is null ? "first page" : "behind a cursor")}: {string.Join("; ", scans)}";
        scans.Where(scan => scan.Contains("Seq Scan", StringComparison.Ordinal)).ShouldBeEmpty(told);
        scans
            .Where(scan =>
                scan.Contains("Index Scan using portfolio_by", StringComparison.Ordinal)
                || scan.Contains("Index Scan Backward using portfolio_by", StringComparison.Ordinal)
            )
            .ShouldBeEmpty($"It walks the rows, not the index alone: {told}");
    }

    /// <summary>Without Dapper, which would compile code for each of these statements that are asked once.</summary>
    private async Task<List<string>> PlanAsync(string sql, object args)
    {
        await using var connection = await book.Service.Database.OpenConnectionAsync();
        await using var explain = new NpgsqlCommand($"explain {sql}", connection);
        foreach (var argument in args.GetType().GetProperties())
            explain.Parameters.Add(new NpgsqlParameter(argument.Name, argument.GetValue(args) ?? DBNull.Value));
        await using var lines = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await lines.ReadAsync())
            plan.Add(lines.GetString(0));
        return plan;
    }

    private static PortfolioQuery Together(string[] filters, string sort)
    {
        var query = new JsonObject { ["sort"] = sort };
        foreach (var filter in filters)
        foreach (
            var (field, value) in JsonSerializer.SerializeToNode(Filters[filter], ContractJson.Options)!.AsObject()
        )
            if (value is not null)
                query[field] = value.DeepClone();
        return query.Deserialize<PortfolioQuery>(ContractJson.Options)!;
    }

    [Fact]
    public async Task Fifty_thousand_accounts_as_columns_take_less_than_two_and_a_half_megabytes()
    {
        using var ops = book.Service.ClientFor(Roles.Ops);
        for (var round = 0; round < 4; round++)
        {
            // Each with other columns, so that each is read and compressed anew; the first is cold.
            var columns = string.Join(
                ',',
                UsualColumns.Concat(["liveContacts", "openRisks", "motion"]).Take(14 + round)
            );
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/portfolio/columns?columns={columns}");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
            var started = TimeProvider.System.GetTimestamp();
            using var answer = await ops.SendAsync(request);
            var body = await answer.Content.ReadAsByteArrayAsync();
            output.WriteLine(
                $"{14 + round} columns: {body.Length:#,0} bytes, "
                    + $"{TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms"
            );
            answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
            body.Length.ShouldBeInRange(500_000, 2_500_000);
        }
    }

    private static readonly string[] UsualColumns =
    [
        "name",
        "owner",
        "priority",
        "size",
        "renewalDate",
        "arr",
        "score",
        "scoreChange",
        "band",
        "topDriver",
        "atRisk",
        "arrAtRisk",
        "expectedLoss",
        "champion",
        "lastTwoWayContactOn",
    ];

    [Fact]
    public async Task The_page_through_the_service_is_the_one_that_was_planned()
    {
        using var ops = book.Service.ClientFor(Roles.Ops);
        var page = await ops.GetAsync("/v1/accounts?band=red&sort=-arr&limit=20").JsonAsync();
        page.Items().Select(item => item.GetProperty("arr").GetDecimal()).ShouldBeInOrder(SortDirection.Descending);
        page.Items().Count().ShouldBe(20);
    }
}
