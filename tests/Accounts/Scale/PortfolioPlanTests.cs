using System.Globalization;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Tests.Scale;

/// <summary>The plans of the portfolio's statements over a book large enough that reading all of it would show. Has a database of its own.</summary>
public class PortfolioPlanTests(PortfolioPlanTests.LargeBook book) : IClassFixture<PortfolioPlanTests.LargeBook>
{
    public sealed class LargeBook : IAsyncLifetime
    {
        private const int Accounts = 50_000;

        public AccountsUnderTest Service { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Service.InitializeAsync();
            await using var connection = await Service.Database.Source.OpenConnectionAsync();
            await using var seed = new Npgsql.NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"""
                insert into account (id, name, lifecycle, version, created_at, updated_at)
                select gen_random_uuid(), 'Account number ' || i, 'established', 1, now(), now() from generate_series(1, {Accounts}) as i;
                insert into portfolio_entry (account_id, name, lifecycle, industry, country, size, motion, priority, csm, arr, currency, renewal_date, score, band)
                select id, name, (array['onboarding', 'adopting', 'established', 'renewing'])[1 + abs(hashtext(name)) % 4], 'Industry ' || abs(hashtext(name)) % 20,
                    (array['DE', 'FR', 'US', 'GB', 'SE', 'JP'])[1 + abs(hashtext(name)) % 6], (array['smb', 'mid_market', 'enterprise'])[1 + abs(hashtext(name)) % 3],
                    'pooled', (array['p1', 'p2', 'p3'])[1 + abs(hashtext(name)) % 3], 'csm' || abs(hashtext(name)) % 100, abs(hashtext(name)) % 200000, 'EUR',
                    date '2026-12-01' + abs(hashtext(name)) % 365, abs(hashtext(name)) % 100, (array['red', 'yellow', 'green'])[1 + abs(hashtext(name)) % 3]
                from account;
                insert into account_external_id (source, external_id, account_id) select 'crm', name, id from account;
                insert into segment (id, name, rule, version, created_at, updated_at) values ('{SegmentId}', 'seeded', 'arr > 0', 1, now(), now());
                insert into segment_member (segment_id, account_id, since) select '{SegmentId}', id, now() from account where abs(hashtext(name)) % 50 = 0;
                analyze
                """), connection) { CommandTimeout = 0 };
            await seed.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
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

    [Theory]
    [MemberData(nameof(FilterNames))]
    public async Task No_filter_with_any_sorting_reads_the_whole_book(string filter)
    {
        foreach (var sort in PortfolioPages.KnownSorts.Split(", "))
        {
            var query = Filters[filter];
            var sorted = new PortfolioQuery
            {
                Sort = sort,
                Lifecycle = query.Lifecycle,
                Size = query.Size,
                Motion = query.Motion,
                Priority = query.Priority,
                Band = query.Band,
                Csm = query.Csm,
                Industry = query.Industry,
                Country = query.Country,
                Segment = query.Segment,
                Name = query.Name,
                ExternalId = query.ExternalId,
                MinArr = query.MinArr,
                MaxArr = query.MaxArr,
                RenewsAfter = query.RenewsAfter,
                RenewsBefore = query.RenewsBefore,
                IncludeMerged = query.IncludeMerged,
            };
            var first = await PortfolioPages.ReadAsync(book.Service.Database, sorted, new PageRequest(50, null), CancellationToken.None);
            first.Items.ShouldNotBeEmpty($"{filter}, {sort}");
            foreach (var cursor in new[] { null, first.Next }.Distinct())
            {
                var (sql, args) = PortfolioPages.ComposeForPlan(sorted, new PageRequest(50, cursor));
                var plan = string.Join('\n', await book.Service.Database.QueryAsync<string>($"explain {sql}", args));
                plan.ShouldNotContain("Seq Scan", Case.Sensitive, $"{filter}, {sort}, {(cursor is null ? "first" : "second")} page");
            }
        }
    }

    [Fact]
    public async Task The_page_through_the_service_is_the_one_that_was_planned()
    {
        using var ops = book.Service.ClientFor(Roles.Ops);
        var page = await ops.GetAsync("/v1/accounts?band=red&sort=-arr&limit=20").JsonAsync();
        page.Items().Select(item => item.GetProperty("arr").GetDecimal()).ShouldBeInOrder(SortDirection.Descending);
        page.Items().Count().ShouldBe(20);
    }
}
