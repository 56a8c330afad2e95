using System.Text.Json;
using Platform.Renewals.V1;

namespace Platform.Renewals.Tests.Subscriptions;

/// <summary>A trial that becomes paid earns from that day on; what was known of the months before it stays as it
/// was.</summary>
public sealed class TrialTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");
    private readonly RevenueImportService.RevenueImportServiceClient _import = new(renewals.ChannelFor("ops"));

    [Fact]
    public async Task A_trial_that_an_import_calls_paid_earns_from_the_day_on_which_that_is_known()
    {
        var account = await renewals.AccountAsync();
        var start = renewals.Today.AddDays(-75);
        var row = Row(account, start, trial: true);
        await UpsertAsync(row);
        var before = await MrrAtAsync(account, start.AddDays(30));
        row.Trial = false;
        (await UpsertAsync(row)).ShouldBe(RowResult.Types.Outcome.Updated);

        (await MovementsAsync(account)).ShouldBe([("new", 100m, renewals.Today.Iso())]);
        (before, await MrrAtAsync(account, start.AddDays(30)), await MrrAtAsync(account, renewals.Today)).ShouldBe(
            (0, 0, 100)
        );
        await renewals.PassDaysAsync(3);
        (await UpsertAsync(row)).ShouldBe(RowResult.Types.Outcome.Unchanged, "the same row again moves no day");
    }

    [Fact]
    public async Task A_trial_whose_end_is_known_earns_from_then_by_itself_and_a_later_row_does_not_move_it()
    {
        var account = await renewals.AccountAsync();
        var (start, paid) = (renewals.Today.AddDays(-60), renewals.Today.AddDays(-20));
        var row = Row(account, start, trial: true);
        row.TrialEndsOn = paid.Iso();
        await UpsertAsync(row);
        (await MovementsAsync(account)).ShouldBe([("new", 100m, paid.Iso())]);

        (row.Trial, row.TrialEndsOn) = (false, "");
        await UpsertAsync(row);
        (await MovementsAsync(account)).ShouldBe([("new", 100m, paid.Iso())]);
    }

    [Fact]
    public async Task A_trial_that_is_converted_over_REST_keeps_every_field_and_earns_from_its_day()
    {
        var account = await renewals.AccountAsync();
        var (start, paid) = (renewals.Today.AddDays(-60), renewals.Today.AddDays(-10));
        var body = new
        {
            accountId = account,
            product = "Suite",
            startsOn = start,
            autoRenew = true,
            noticeDays = 30,
            trial = true,
            price = Calls.Price(100, seats: 4),
        };
        var created = await _ops.PostAsync("/v1/subscriptions", body);
        (await MovementsAsync(account)).ShouldBeEmpty();
        await _ops.PostAsync($"/v1/subscriptions/{created.Id()}/conversion", new { on = paid }, "\"1\"");

        var read = await _ops.ReadAsync($"/v1/subscriptions/{created.Id()}");
        (
            read.GetProperty("accountId").GetGuid(),
            read.Text("startsOn"),
            read.Text("trialEndsOn"),
            read.GetProperty("trial").GetBoolean()
        ).ShouldBe((account, start.Iso(), paid.Iso(), true));
        (
            read.GetProperty("autoRenew").GetBoolean(),
            read.GetProperty("noticeDays").GetInt32(),
            read.GetProperty("version").GetInt32()
        ).ShouldBe((true, 30, 2));
        var price = read.GetProperty("prices").EnumerateArray().ShouldHaveSingleItem();
        (
            price.Text("from"),
            price.GetProperty("seats").GetInt32(),
            price.Amount("amount"),
            price.GetProperty("months").GetInt32()
        ).ShouldBe((start.Iso(), 4, 100, 1));
        (await MovementsAsync(account)).ShouldBe([("new", 100m, paid.Iso())]);
    }

    [Fact]
    public async Task A_trial_that_ends_on_a_day_to_come_is_worth_nothing_until_then()
    {
        var account = await renewals.AccountAsync();
        await _ops.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = account,
                product = "Suite",
                startsOn = renewals.Today,
                trial = true,
                trialEndsOn = renewals.Today.AddDays(14),
                autoRenew = false,
                price = Calls.Price(100),
            }
        );
        (await WorthAsync(account)).Mrr.ShouldBe("0.00");
        await renewals.PassDaysAsync(14);
        ((await WorthAsync(account)).Mrr, (await WorthAsync(account)).Arr).ShouldBe(("100.00", "1200.00"));
    }

    [Fact]
    public async Task What_is_no_trial_is_not_converted_and_no_trial_ends_before_it_began()
    {
        var account = await renewals.AccountAsync();
        var paid = await _ops.SubscribeAsync(account, renewals.Today, 10);
        var refused = await _ops.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/subscriptions/{paid.Id()}/conversion",
            new { on = renewals.Today },
            "*"
        );
        (await refused.ProblemAsync()).Type.ShouldBe("renewals/no-trial");
        var row = Row(account, renewals.Today, trial: true);
        row.TrialEndsOn = renewals.Today.AddDays(-1).Iso();
        var result = (
            await _import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { row } })
        ).Results[0];
        (result.Column, result.Code).ShouldBe(("trialEndsOn", "ends-before-start"));
    }

    private static SubscriptionRow Row(Guid account, DateOnly start, bool trial) =>
        new()
        {
            Line = 2,
            Source = "billing",
            ExternalId = account.ToString("N"),
            Account = account.ToString(),
            Product = "Suite",
            Amount = "100.00",
            StartsOn = start.Iso(),
            Trial = trial,
        };

    private async Task<RowResult.Types.Outcome> UpsertAsync(SubscriptionRow row) =>
        (await _import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { row } })).Results[0].Outcome;

    private async Task<AccountRevenue> WorthAsync(Guid account) =>
        (
            await new RevenueService.RevenueServiceClient(renewals.ChannelFor("ops")).BatchGetAccountRevenueAsync(
                new BatchGetAccountRevenueRequest { AccountIds = { account.ToString() } }
            )
        ).Accounts[0];

    private Task<decimal> MrrAtAsync(Guid account, DateOnly day) =>
        renewals.Database.ScalarAsync<decimal>(
            "select coalesce(sum(delta), 0) from movement where account_id = @account and product_id is null and "
                + "effective_on <= @day",
            new { account, day }
        );

    private async Task<IEnumerable<(string, decimal, string)>> MovementsAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/revenue/movements?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .Select((JsonElement m) => (m.Text("kind"), m.Amount("delta"), m.Text("effectiveOn")));
}
