using System.Text.Json;
using Platform.Contracts;
using Platform.Renewals.V1;

namespace Platform.Renewals.Tests.Subscriptions;

/// <summary>What becomes of subscriptions in the ledger, rule by rule.</summary>
public sealed class MovementTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task An_annual_plan_counts_a_twelfth_each_month()
    {
        var account = await renewals.AccountAsync();
        await _ops.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = account,
                product = "Suite",
                startsOn = new DateOnly(2024, 1, 1),
                autoRenew = false,
                trial = false,
                price = Calls.Price(1_200, months: 12),
            }
        );
        (await MovementsAsync(account)).ShouldBe([("new", 100m)]);
    }

    [Fact]
    public async Task A_trial_earns_nothing()
    {
        var account = await renewals.AccountAsync();
        await _ops.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = account,
                product = "Suite",
                startsOn = new DateOnly(2024, 1, 1),
                autoRenew = false,
                trial = true,
                price = Calls.Price(100),
            }
        );
        (await MovementsAsync(account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_of_several_cancelled_is_contraction_the_last_is_churn_and_a_return_is_reactivation()
    {
        var account = await renewals.AccountAsync();
        var first = await _ops.SubscribeAsync(account, new DateOnly(2024, 1, 1), 100);
        await _ops.SubscribeAsync(account, new DateOnly(2024, 2, 1), 50, new DateOnly(2024, 6, 1), product: "Basic");
        await _ops.PostAsync($"/v1/subscriptions/{first.Id()}/cancellation", new { endsOn = new DateOnly(2024, 4, 1) });
        await _ops.SubscribeAsync(account, new DateOnly(2024, 9, 1), 30);

        (await MovementsAsync(account)).ShouldBe(
            [("new", 100m), ("expansion", 50m), ("contraction", -100m), ("churn", -50m), ("reactivation", 30m)],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Changes_of_one_day_are_netted_and_a_gap_is_churn_and_reactivation()
    {
        var account = await renewals.AccountAsync();
        var team = (await _ops.SubscribeAsync(account, new DateOnly(2024, 1, 1), 100)).Id();
        foreach (var amount in new[] { 150, 120 })
        {
            var change = new { from = "2024-08-05", price = Calls.Price(amount) };
            await _ops.PostAsync($"/v1/subscriptions/{team}/prices", change);
        }

        await _ops.PostAsync($"/v1/subscriptions/{team}/cancellation", new { endsOn = "2024-09-12" });
        await _ops.SubscribeAsync(account, new DateOnly(2024, 9, 12), 200, new DateOnly(2024, 10, 10), product: "Pro");
        await _ops.SubscribeAsync(account, new DateOnly(2024, 10, 20), 200, product: "Pro");

        (await MovementsAsync(account)).ShouldBe(
            [("new", 100m), ("expansion", 20m), ("expansion", 80m), ("churn", -200m), ("reactivation", 200m)],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task A_price_keeps_the_rate_of_its_first_day_so_that_a_currency_that_moves_is_no_movement()
    {
        var account = await renewals.AccountAsync();
        foreach (var (from, rate) in new[] { ("2024-01-01", 0.9m), ("2024-07-01", 0.5m) })
        {
            var put = await _ops.SendJsonAsync(HttpMethod.Put, $"/v1/exchange-rates/NOK/{from}", new { rate });
            put.EnsureSuccessStatusCode();
        }

        var price = new
        {
            seats = 1,
            amount = new Money(100, "NOK"),
            months = 1,
        };
        await _ops.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = account,
                product = "Suite",
                startsOn = "2024-06-01",
                autoRenew = false,
                trial = false,
                price,
            }
        );

        (await MovementsAsync(account)).ShouldBe([("new", 90m)]);
    }

    [Fact]
    public async Task A_price_that_a_row_dates_back_is_an_expansion_of_that_day()
    {
        var account = await renewals.AccountAsync();
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var row = new SubscriptionRow
        {
            Line = 1,
            Source = "billing",
            ExternalId = account.ToString(),
            Account = account.ToString(),
            Product = "Team",
            Amount = "100.00",
            StartsOn = "2024-01-01",
        };
        await import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { row } });
        (row.Amount, row.PriceFrom) = ("150.00", "2024-10-15");
        await import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { row } });

        var moved = (await _ops.ReadAsync($"/v1/revenue/movements?accountId={account}")).GetProperty("items");
        moved
            .EnumerateArray()
            .Select(m => (m.Text("kind"), m.Amount("delta"), m.Text("effectiveOn")))
            .ShouldBe([("new", 100m, "2024-01-01"), ("expansion", 50m, "2024-10-15")]);
    }

    /// <summary>In force: what was reversed, and the reversals, cancel out.</summary>
    private async Task<IEnumerable<(string Kind, decimal Delta)>> MovementsAsync(Guid account)
    {
        var rows = (await _ops.ReadAsync($"/v1/revenue/movements?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        var reversed = rows.Where(IsReversal).Select(r => r.GetProperty("reverses").GetGuid()).ToHashSet();
        return rows.Where(r => !IsReversal(r) && !reversed.Contains(r.Id()))
            .Select(r => (r.Text("kind"), r.Amount("delta")));
    }

    private static bool IsReversal(JsonElement row) =>
        row.TryGetProperty("reverses", out var of) && of.ValueKind == JsonValueKind.String;
}
