using System.Net;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Portfolio;

/// <summary>What is at risk, what it may cost, and that every list says the same.</summary>
public sealed class PortfolioTests(AccountsUnderTest service) : IAsyncLifetime
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);
    private readonly string _owner = $"owner-{Guid.NewGuid():N}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _ops.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_red_account_is_at_risk_with_all_of_its_ARR()
    {
        var account = await PayingAsync(12_000);
        (await ReasonsAsync(account)).ShouldBeEmpty();
        (await MoneyAsync(account, "arrAtRisk")).ShouldBe("0.00");

        await service.TellHealthAsync(account, 31, HealthBand.Red);

        (await ReasonsAsync(account)).ShouldBe(["red_band"]);
        (await MoneyAsync(account, "arrAtRisk")).ShouldBe("12000.00");
    }

    [Fact]
    public async Task An_open_risk_puts_an_account_at_risk_until_it_is_closed()
    {
        var (account, risk) = (await PayingAsync(5_000), Guid.CreateVersion7());
        await service.TellAsync(new RiskOpened(account, risk, "value_gap", "no use", new Money(5_000, "EUR"), null));
        await HasReasonsAsync(account, "open_risk");
        await service.TellAsync(new RiskMoved(account, risk, 2, "open", "recovered", 3));
        await HasReasonsAsync(account);
    }

    [Fact]
    public async Task Notice_puts_an_account_at_risk_until_it_is_lost()
    {
        var account = await PayingAsync(5_000);
        var day = new DateOnly(2026, 11, 2);
        var churn = Guid.CreateVersion7();
        await service.TellAsync(new ChurnNoticeGiven(account, churn, day, "price"));
        await HasReasonsAsync(account, "notice_given");
        await service.TellAsync(new AccountChurned(account, churn, day, new Money(5_000, "EUR"), "price"));
        await HasReasonsAsync(account);
    }

    [Fact]
    public async Task Of_several_renewals_the_most_cautious_call_within_a_year_counts()
    {
        var account = await PayingAsync(5_000);
        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
        var (near, far) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.TellAsync(new RenewalCalled(account, far, 2, "at_risk", today.AddDays(400)));
        await service.TellAsync(new RenewalCalled(account, Guid.CreateVersion7(), 2, "commit", today.AddDays(30)));
        await TimelineHasAsync(account, "renewal_called", 2);
        (await ReasonsAsync(account)).ShouldBeEmpty();

        await service.TellAsync(new RenewalCalled(account, near, 3, "at_risk", today.AddDays(60)));
        await HasReasonsAsync(account, "called_at_risk");
        // An older call that comes late changes nothing.
        await service.TellAsync(new RenewalCalled(account, near, 2, "commit", today.AddDays(60)));
        await TimelineHasAsync(account, "renewal_called", 4);
        (await ReasonsAsync(account)).ShouldBe(["called_at_risk"]);

        await service.TellAsync(
            new RenewalStageChanged(
                account,
                near,
                4,
                "verbal",
                "won",
                1,
                "renewed_flat",
                new Money(5_000, "EUR"),
                new Money(5_000, "EUR"),
                today.AddDays(60)
            )
        );
        await HasReasonsAsync(account);
    }

    [Fact]
    public async Task Expected_loss_follows_model_then_validation_then_default_and_says_which()
    {
        var account = await PayingAsync(10_000);
        var segment = $"seg-{Guid.NewGuid():N}"[..20];
        await LossIsAsync(account, "1500.00", 0.85m, "default");

        await ScoreAsync(account, 31, HealthBand.Red, segment);
        await LossIsAsync(account, "4000.00", 0.6m, "default");

        await service.TellAsync(
            new ScorecardValidated(Guid.CreateVersion7(), segment, 1, [new ValidatedBand(HealthBand.Red, 40, 0.45m)])
        );
        await LossIsAsync(account, "5500.00", 0.45m, "validation");

        await service.TellAsync(new ChurnPredicted(1, [new ChurnPrediction(account, 0.25m)]));
        await LossIsAsync(account, "2500.00", 0.75m, "model");

        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await service.TellAsync(new ChurnPredicted(0, [new ChurnPrediction(account, null)]));
        await LossIsAsync(account, "5500.00", 0.45m, "validation");
    }

    [Fact]
    public async Task An_account_that_pays_nothing_can_lose_nothing()
    {
        var account = await PayingAsync(0);
        await service.TellHealthAsync(account, 10, HealthBand.Red);
        await LossIsAsync(account, "0.00", 0.6m, "default");
    }

    [Fact]
    public async Task Accounts_and_portfolio_give_one_figure_ranked_by_expected_loss()
    {
        var (small, large, quiet) = (await PayingAsync(10_000), await PayingAsync(100_000), await PayingAsync(20_000));
        await service.TellHealthAsync(small, 20, HealthBand.Red);
        await service.TellHealthAsync(large, 90, HealthBand.Green);

        var portfolio = await _ops.GetAsync($"/v1/portfolio?owner={_owner}").JsonAsync();
        var accounts = await _ops.GetAsync($"/v1/accounts?csm={_owner}").JsonAsync();

        // 5 % of 100,000, 40 % of 10,000, 15 % of 20,000.
        portfolio.Items().Select(item => item.GetProperty("accountId").GetGuid()).ShouldBe([large, small, quiet]);
        accounts.Items().Select(item => item.Id()).ShouldBe([large, small, quiet]);
        foreach (var (one, other) in portfolio.Items().Zip(accounts.Items()))
        {
            foreach (var figure in new[] { "arr", "arrAtRisk", "expectedLoss" })
                decimal.Parse(one.GetProperty(figure).Text("amount"), System.Globalization.CultureInfo.InvariantCulture)
                    .ShouldBe(other.GetProperty(figure).GetDecimal(), figure);
            one.GetProperty("atRisk").ToString().ShouldBe(other.GetProperty("atRisk").ToString());
            one.Text("keepSource").ShouldBe(other.Text("keepSource"));
        }

        var atRisk = await _ops.GetAsync($"/v1/portfolio?owner={_owner}&atRisk=true").JsonAsync();
        atRisk.Items().Single().GetProperty("accountId").GetGuid().ShouldBe(small);
        var unknown = await _ops.GetAsync($"/v1/portfolio?owner={_owner}&band=insufficient_data").JsonAsync();
        unknown.Items().Single().Text("band").ShouldBe("insufficient_data");
        var csv = await _ops.GetStringAsync($"/v1/exports/portfolio?csm={_owner}&atRisk=true");
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        csv.ShouldContain("red_band");
    }

    [Fact]
    public async Task The_portfolio_shows_what_costs_the_score()
    {
        var account = await PayingAsync(1_000);
        await service.TellAsync(
            new HealthScoreChanged(
                account,
                Version(),
                55,
                null,
                HealthBand.Yellow,
                null,
                [new HealthDriver("days_since_last_activity", 12.5m, "re-engage")],
                "smb",
                1
            )
        );
        var item = await Eventually.GetAsync(
            () => ItemAsync(account),
            it => it.Text("band") == "yellow",
            "the score is seen"
        );
        item.GetProperty("drivers")[0].GetProperty("label").GetString().ShouldBe("Days since last activity");
    }

    [Theory]
    [InlineData("-expectedLoss")]
    [InlineData("-arrAtRisk")]
    [InlineData("arrAtRisk")]
    [InlineData("score")]
    [InlineData("-score")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("arr")]
    [InlineData("renewalDate")]
    public async Task Paging_shows_each_account_once_in_every_order(string sort)
    {
        var accounts = new List<Guid>();
        for (var i = 0; i < 7; i++)
            accounts.Add(await PayingAsync(i % 3 * 1_000));
        var seen = new List<Guid>();
        for (string? cursor = null; ; )
        {
            var page = await _ops.GetAsync($"/v1/portfolio?owner={_owner}&sort={sort}&limit=3&cursor={cursor}")
                .JsonAsync();
            seen.AddRange(page.Items().Select(item => item.GetProperty("accountId").GetGuid()));
            cursor = page.TextOrNull("next");
            if (string.IsNullOrEmpty(cursor))
                break;
        }

        seen.Order().ShouldBe(accounts.Order());
        var whole = await _ops.GetAsync($"/v1/portfolio?owner={_owner}&sort={sort}&limit=200").JsonAsync();
        whole.Items().Select(item => item.GetProperty("accountId").GetGuid()).ShouldBe(seen);
    }

    [Theory]
    [InlineData("sort=nonsense", "sort")]
    [InlineData("band=purple", "band")]
    [InlineData("cursor=nonsense", "cursor")]
    public async Task What_does_not_exist_is_refused_by_name(string query, string field)
    {
        var problem = await _ops.GetAsync($"/v1/portfolio?{query}").JsonAsync(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.ToString());
    }

    [Fact]
    public async Task The_summary_adds_up_bands_and_what_is_at_risk()
    {
        var account = await PayingAsync(7_000);
        await service.TellHealthAsync(account, 10, HealthBand.Red);
        var summary = await _ops.GetAsync("/v1/portfolio/summary").JsonAsync();
        var red = summary.GetProperty("bands").EnumerateArray().Single(band => band.Text("band") == "red");
        red.Number("accounts").ShouldBeGreaterThan(0);
        red.GetProperty("arrAtRisk").ToString().ShouldBe(red.GetProperty("arr").ToString());
        summary.GetProperty("atRisk").Number("accounts").ShouldBeGreaterThanOrEqualTo(red.Number("accounts"));
    }

    private static int _version = 10_000;

    private static int Version() => Interlocked.Increment(ref _version);

    private async Task<Guid> PayingAsync(decimal arr)
    {
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = _owner }).JsonAsync();
        await service.TellRevenueAsync(account, arr);
        return account;
    }

    private Task ScoreAsync(Guid account, decimal score, HealthBand band, string segment) =>
        service.TellAsync(new HealthScoreChanged(account, Version(), score, null, band, null, [], segment, 1));

    private async Task<JsonElement> ItemAsync(Guid account) =>
        (await _ops.GetAsync($"/v1/portfolio?owner={_owner}&limit=200").JsonAsync())
            .Items()
            .Single(item => item.GetProperty("accountId").GetGuid() == account);

    private async Task<string[]> ReasonsAsync(Guid account) =>
        [.. (await ItemAsync(account)).GetProperty("atRisk").EnumerateArray().Select(reason => reason.GetString()!)];

    private async Task<string> MoneyAsync(Guid account, string figure) =>
        (await ItemAsync(account)).GetProperty(figure).Text("amount");

    private Task HasReasonsAsync(Guid account, params string[] reasons) =>
        Eventually.HoldsAsync(
            async () => (await ReasonsAsync(account)).SequenceEqual(reasons),
            $"at risk for: {string.Join(", ", reasons)}"
        );

    private Task TimelineHasAsync(Guid account, string type, int entries) =>
        Eventually.HoldsAsync(
            async () =>
                (await _ops.GetAsync($"/v1/accounts/{account}/timeline?types={type}").JsonAsync()).Items().Count()
                == entries,
            $"{entries} entries of {type}"
        );

    private async Task LossIsAsync(Guid account, string loss, decimal keep, string source)
    {
        var item = await Eventually.GetAsync(
            () => ItemAsync(account),
            it => it.Text("keepSource") == source && it.GetProperty("expectedLoss").Text("amount") == loss,
            $"expected loss is {loss} by {source}"
        );
        item.GetProperty("keepProbability").GetDecimal().ShouldBe(keep);
    }
}
