using System.Text.Json;

namespace Platform.Renewals.Tests.Subscriptions;

/// <summary>What becomes of subscriptions in the ledger, rule by rule.</summary>
public sealed class MovementTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task An_annual_plan_counts_a_twelfth_each_month()
    {
        var account = await renewals.AccountAsync();
        await _ops.PostAsync("/v1/subscriptions", new { accountId = account, product = "Suite", startsOn = new DateOnly(2024, 1, 1), autoRenew = false, trial = false, price = Calls.Price(1_200, months: 12) });
        (await MovementsAsync(account)).ShouldBe([("new", 100m)]);
    }

    [Fact]
    public async Task A_trial_earns_nothing()
    {
        var account = await renewals.AccountAsync();
        await _ops.PostAsync("/v1/subscriptions", new { accountId = account, product = "Suite", startsOn = new DateOnly(2024, 1, 1), autoRenew = false, trial = true, price = Calls.Price(100) });
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

        (await MovementsAsync(account)).ShouldBe([("new", 100m), ("expansion", 50m), ("contraction", -100m), ("churn", -50m), ("reactivation", 30m)], ignoreOrder: true);
    }

    /// <summary>In force: what was reversed, and the reversals, cancel out.</summary>
    private async Task<IEnumerable<(string Kind, decimal Delta)>> MovementsAsync(Guid account)
    {
        var rows = (await _ops.ReadAsync($"/v1/revenue/movements?accountId={account}")).GetProperty("items").EnumerateArray().ToList();
        var reversed = rows.Where(IsReversal).Select(r => r.GetProperty("reverses").GetGuid()).ToHashSet();
        return rows.Where(r => !IsReversal(r) && !reversed.Contains(r.Id())).Select(r => (r.Text("kind"), r.Amount("delta")));
    }

    private static bool IsReversal(JsonElement row) => row.TryGetProperty("reverses", out var of) && of.ValueKind == JsonValueKind.String;
}
