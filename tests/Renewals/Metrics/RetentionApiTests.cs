using System.Text.Json;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Metrics;

/// <summary>A book of its own, so that figures of the whole book are known.</summary>
public sealed class RetentionApiTests(RetentionApiTests.Book book) : IClassFixture<RetentionApiTests.Book>
{
    /// <summary>The example of the definition: 1,000,000 at the start, 25,000 churned, 25,000 contracted, 150,000
    /// expanded, 60,000 new.</summary>
    public sealed class Book : IAsyncLifetime
    {
        public RenewalsUnderTest Renewals { get; } = new();

        public HttpClient Ops => Renewals.ClientFor("ops", "olga");

        public Guid Shrinking { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await Renewals.InitializeAsync();
            var since = new DateOnly(2024, 1, 15);
            await Ops.SubscribeAsync(
                await Renewals.AccountAsync(size: "enterprise"),
                since,
                25_000,
                new DateOnly(2025, 6, 1)
            );
            Shrinking = await Renewals.AccountAsync(size: "enterprise");
            await ChangeAsync(await Ops.SubscribeAsync(Shrinking, since, 100_000), new DateOnly(2025, 3, 1), 75_000);
            await ChangeAsync(
                await Ops.SubscribeAsync(await Renewals.AccountAsync(), since, 75_000, product: "Basic"),
                new DateOnly(2025, 3, 1),
                225_000
            );
            await Ops.SubscribeAsync(await Renewals.AccountAsync(), since, 800_000);
            await Ops.SubscribeAsync(await Renewals.AccountAsync(), new DateOnly(2025, 7, 1), 60_000);
            Renewals.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        public Task<JsonElement> ChangeAsync(JsonElement subscription, DateOnly from, decimal monthly) =>
            Ops.PostAsync(
                $"/v1/subscriptions/{subscription.Id()}/prices",
                new { from, price = Calls.Price(monthly) },
                "\"1\""
            );

        public ValueTask DisposeAsync() => Renewals.DisposeAsync();
    }

    private const string Period = "from=2024-12-31&to=2025-12-31";

    private readonly HttpClient _ops = book.Ops;

    [Fact]
    public async Task Grr_nrr_and_the_waterfall_of_the_example()
    {
        var all = Group(await _ops.ReadAsync($"/v1/revenue/retention?{Period}"), "all");

        (all.Number("nrr"), all.Number("grr"), all.Number("expansionRate")).ShouldBe((1.10m, 0.95m, 0.15m));
        all.GetProperty("waterfall")
            .ToString()
            .ShouldBe(
                """{"start":1000000.00,"new":60000.00,"expansion":150000.00,"reactivation":0,"contraction":25000.00"""
                    + ""","churn":25000.00,"end":1160000.00,"balances":true}"""
            );
    }

    [Fact]
    public async Task Accounts_are_grouped_by_what_they_were_worth_a_year_at_the_start()
    {
        var figures = await _ops.ReadAsync($"/v1/revenue/retention?{Period}&by=arr_band");
        var (middle, large) = (Group(figures, "250k_to_1m"), Group(figures, "1m_and_more"));

        // 300,000 that churned and 900,000 that grew to 2,700,000 a year; 720,000 came new.
        (middle.Number("nrr"), middle.Number("grr")).ShouldBe((2.25m, 0.75m));
        middle.GetProperty("waterfall").Number("new").ShouldBe(60_000);
        // 9,600,000 that stayed and 1,200,000 that shrank to 900,000: it counts where it came from.
        large.GetProperty("waterfall").Number("start").ShouldBe(900_000);
        large.GetProperty("waterfall").Number("contraction").ShouldBe(25_000);
        (
            await _ops.SendJsonAsync(
                HttpMethod.Get,
                "/v1/revenue/renewal-due?from=2025-01-01&to=2025-12-31&by=arr_band"
            )
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("size")]
    [InlineData("product")]
    [InlineData("cohort")]
    [InlineData("arr_band")]
    public async Task Behind_every_figure_stand_the_accounts_that_make_it_up(string by)
    {
        foreach (
            var group in (await _ops.ReadAsync($"/v1/revenue/retention?{Period}&by={by}"))
                .GetProperty("periods")[0]
                .GetProperty("groups")
                .EnumerateArray()
        )
        {
            foreach (var part in new[] { "start", "new", "expansion", "reactivation", "contraction", "churn", "end" })
            {
                var behind = await _ops.ReadAsync(
                    $"/v1/revenue/retention/accounts?{Period}&by={by}&group={group.Text("group")}&part={part}"
                );
                behind
                    .Amount("sum")
                    .ShouldBe(
                        group.GetProperty("figures").GetProperty("waterfall").Number(part),
                        $"{group.Text("group")} {part}"
                    );
                behind
                    .GetProperty("items")
                    .EnumerateArray()
                    .Sum(item => item.Amount("counted"))
                    .ShouldBe(behind.Amount("sum"));
            }
        }

        var shrunk = (await _ops.ReadAsync($"/v1/revenue/retention/accounts?{Period}&part=contraction"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (shrunk.GetProperty("accountId").GetGuid(), shrunk.Amount("start"), shrunk.Amount("end")).ShouldBe(
            (book.Shrinking, 100_000, 75_000)
        );
        (
            await (
                await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/revenue/retention/accounts?{Period}&part=profit")
            ).ProblemAsync()
        ).Type.ShouldBe("validation");
    }

    [Fact]
    public async Task The_accounts_behind_a_figure_are_paged()
    {
        var first = await _ops.ReadAsync($"/v1/revenue/retention/accounts?{Period}&part=start&limit=3");
        var second = await _ops.ReadAsync(
            $"/v1/revenue/retention/accounts?{Period}&part=start&limit=3&cursor={first.Text("next")}"
        );

        second.GetProperty("items").EnumerateArray().Count().ShouldBe(first.GetProperty("accounts").GetInt32() - 3);
        second.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("size")]
    [InlineData("product")]
    [InlineData("cohort")]
    [InlineData("owner")]
    public async Task Groups_add_up_to_the_total(string by)
    {
        var groups = (await _ops.ReadAsync($"/v1/revenue/retention?{Period}&by={by}"))
            .GetProperty("periods")[0]
            .GetProperty("groups")
            .EnumerateArray()
            .ToList();
        foreach (var part in new[] { "start", "new", "expansion", "contraction", "churn", "end" })
        {
            decimal Of(JsonElement g) => g.GetProperty("figures").GetProperty("waterfall").Number(part);
            groups
                .Where(g => g.Text("group") != "all")
                .Sum(Of)
                .ShouldBe(Of(groups.Single(g => g.Text("group") == "all")));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("size")]
    [InlineData("product")]
    public async Task Months_from_memory_equal_the_ledger(string by)
    {
        // What other tests changed a moment ago may take a second to be seen.
        await Eventually.HoldsAsync(
            async () =>
            {
                var months = await _ops.ReadAsync(
                    $"/v1/revenue/retention?from=2024-01-31&to=2025-12-31&interval=month&by={by}"
                );
                foreach (var month in months.GetProperty("periods").EnumerateArray())
                {
                    var ledger = await _ops.ReadAsync(
                        $"/v1/revenue/retention?from={month.Text("from")}&to={month.Text("to")}&by={by}"
                    );
                    if (
                        Canonical(month.GetProperty("groups"))
                        != Canonical(ledger.GetProperty("periods")[0].GetProperty("groups"))
                    )
                        return false;
                }

                return true;
            },
            "every month from memory equals the ledger",
            seconds: 10
        );
    }

    [Fact]
    public async Task Whether_a_return_inside_the_period_counts_is_a_versioned_definition()
    {
        var account = await book.Renewals.AccountAsync();
        await _ops.SubscribeAsync(account, new DateOnly(2014, 1, 5), 10, new DateOnly(2014, 6, 1));
        await _ops.SubscribeAsync(account, new DateOnly(2014, 9, 1), 8, new DateOnly(2015, 1, 1));
        var period = "/v1/revenue/retention?from=2014-03-31&to=2014-10-31";

        var counts = Group(await _ops.ReadAsync(period), "all");
        (
            counts.Number("grr"),
            counts.GetProperty("waterfall").Number("contraction"),
            counts.GetProperty("waterfall").Number("reactivation")
        ).ShouldBe((0.8m, 2, 0));
        var excluded = Group(await _ops.ReadAsync(period + "&definition=returns-excluded@1"), "all");
        (
            excluded.Number("grr"),
            excluded.GetProperty("waterfall").Number("churn"),
            excluded.GetProperty("waterfall").Number("reactivation")
        ).ShouldBe((0, 10, 8));
    }

    [Fact]
    public async Task A_change_is_in_the_monthly_figures_within_a_second()
    {
        var account = await book.Renewals.AccountAsync();
        await _ops.ReadAsync("/v1/revenue/retention?from=2019-01-31&to=2019-03-31&interval=month");
        await _ops.SubscribeAsync(account, new DateOnly(2019, 2, 10), 10, new DateOnly(2019, 3, 10));

        await Eventually.HoldsAsync(
            async () =>
                Group(await _ops.ReadAsync("/v1/revenue/retention?from=2019-01-31&to=2019-02-28&interval=month"), "all")
                    .GetProperty("waterfall")
                    .Number("new") == 10,
            "the new account is counted",
            seconds: 2
        );
        var march = Group(
            await _ops.ReadAsync("/v1/revenue/retention?from=2019-02-28&to=2019-03-31&interval=month"),
            "all"
        );
        (march.Number("grr"), march.Number("logoRetention"), march.GetProperty("waterfall").Number("churn")).ShouldBe(
            (0, 0, 10)
        );
    }

    [Fact]
    public async Task A_published_figure_is_reproduced_as_known_on_its_day_after_facts_were_corrected()
    {
        var account = await book.Renewals.AccountAsync();
        var subscription = await _ops.SubscribeAsync(account, new DateOnly(2017, 1, 1), 100, new DateOnly(2017, 12, 1));
        book.Renewals.Clock.Advance(TimeSpan.FromSeconds(1));
        const string Year = "from=2017-01-31&to=2017-10-31";
        var figure = await _ops.PostAsync(
            "/v1/revenue/figures",
            new
            {
                title = "NRR 2017",
                from = "2017-01-31",
                to = "2017-10-31",
            }
        );
        figure.GetProperty("figures")[0].GetProperty("figures").Number("nrr").ShouldBe(1);

        book.Renewals.Clock.Advance(TimeSpan.FromSeconds(1));
        await book.ChangeAsync(subscription, new DateOnly(2017, 5, 1), 150);

        Group(await _ops.ReadAsync($"/v1/revenue/retention?{Year}"), "all").Number("nrr").ShouldBe(1.5m);
        Group(
                await _ops.ReadAsync(
                    $"/v1/revenue/retention?{Year}&knownAt={Uri.EscapeDataString(figure.Text("knownAt"))}"
                ),
                "all"
            )
            .Number("nrr")
            .ShouldBe(1);
        (await _ops.ReadAsync($"/v1/revenue/figures/{figure.Id()}/reproduction"))
            .GetProperty("equal")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_locked_definition_never_changes_and_a_draft_can_not_be_published_with()
    {
        var draft = await _ops.PostAsync(
            "/v1/revenue/definitions",
            new
            {
                name = "board",
                description = "For the board.",
                reactivation = "excluded",
                waterfall = "net",
            }
        );
        draft.GetProperty("version").GetInt32().ShouldBe(1);
        var early = await _ops.SendJsonAsync(
            HttpMethod.Post,
            "/v1/revenue/figures",
            new
            {
                title = "t",
                from = "2024-12-31",
                to = "2025-12-31",
                definition = "board@1",
            }
        );
        (await early.ProblemAsync()).Type.ShouldBe("renewals/definition-not-locked");

        await _ops.PostAsync("/v1/revenue/definitions/board/1/lock", new { });
        (
            await (
                await _ops.SendJsonAsync(HttpMethod.Post, "/v1/revenue/definitions/board/1/lock", new { })
            ).ProblemAsync()
        ).Type.ShouldBe("renewals/definition-locked");
        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            book.Renewals.Database.ExecuteAsync(
                "update metric_definition set reactivation = 'counts' where name = 'board'"
            )
        );
        (
            await _ops.PostAsync(
                "/v1/revenue/figures",
                new
                {
                    title = "t",
                    from = "2024-12-31",
                    to = "2025-12-31",
                    definition = "board",
                }
            )
        ).Text("definition").ShouldBe("board");
    }

    [Fact]
    public async Task Cohorts_follow_accounts_from_their_first_payment()
    {
        var cohorts = (await _ops.ReadAsync("/v1/revenue/cohorts?from=2024-01-01&to=2025-12-31"))
            .GetProperty("cohorts")
            .EnumerateArray()
            .ToList();
        var first = cohorts.Single(c => c.Text("month") == "2024-01");
        var last = first.GetProperty("cells").EnumerateArray().Last();

        first.GetProperty("accounts").GetInt32().ShouldBe(4);
        (
            last.GetProperty("age").GetInt32(),
            last.GetProperty("active").GetInt32(),
            last.Number("mrr"),
            last.Number("logoRetention"),
            last.Number("revenueRetention")
        ).ShouldBe((23, 3, 1_100_000m, 0.75m, 1.1m));
        cohorts.Single(c => c.Text("month") == "2025-07").GetProperty("accounts").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_ledger_is_append_only()
    {
        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            book.Renewals.Database.ExecuteAsync("update movement set delta = 1")
        );
        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            book.Renewals.Database.ExecuteAsync("delete from movement")
        );
        var rows = (await _ops.ReadAsync($"/v1/revenue/movements?accountId={book.Shrinking}"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(m => (m.Text("kind"), m.Amount("delta")));
        rows.ShouldBe([("new", 100_000m), ("contraction", -25_000m)]);
    }

    private static JsonElement Group(JsonElement answer, string group) =>
        answer
            .GetProperty("periods")[0]
            .GetProperty("groups")
            .EnumerateArray()
            .Single(g => g.Text("group") == group)
            .GetProperty("figures");

    /// <summary>Amounts without the zeros behind the point, which memory and SQL write differently.</summary>
    private static string Canonical(JsonElement groups) =>
        string.Join(
            '\n',
            groups
                .EnumerateArray()
                .Select(g => $"{g.Text("group")}: {string.Join(' ', Leaves(g.GetProperty("figures")))}")
        );

    private static IEnumerable<string> Leaves(JsonElement element) =>
        element
            .EnumerateObject()
            .SelectMany(p =>
                p.Value.ValueKind switch
                {
                    JsonValueKind.Object => Leaves(p.Value),
                    JsonValueKind.Number => [$"{p.Name}={decimal.Round(p.Value.GetDecimal(), 12):0.############}"],
                    _ => new[] { $"{p.Name}={p.Value}" },
                }
            );
}
