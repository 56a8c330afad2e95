using Platform.Contracts;
using Platform.Renewals.V1;

namespace Platform.Renewals.Tests.Subscriptions;

/// <summary>ARR and what is due are the amount of a year, rounded once, and not twelve times a rounded month.</summary>
public sealed class YearlyAmountTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");
    private readonly RevenueService.RevenueServiceClient _revenue = new(renewals.ChannelFor("ops"));

    [Theory]
    [InlineData(1_000, 12, null, "83.33", "1000.00")]
    [InlineData(100, 7, null, "14.29", "171.43")]
    [InlineData(1_400, 14, null, "100.00", "1200.00")]
    [InlineData(100, 1, null, "100.00", "1200.00")]
    [InlineData(100, null, 1, "433.33", "5200.00")]
    [InlineData(100, null, 4, "108.33", "1300.00")]
    [InlineData(100, null, null, "100.00", "1200.00")]
    public async Task The_yearly_amount_is_rounded_once(int amount, int? months, int? weeks, string mrr, string arr)
    {
        var account = await renewals.AccountAsync();
        var end = renewals.Today.AddDays(200);
        var price = new
        {
            seats = 1,
            amount = new Money(amount, "EUR"),
            months,
            weeks,
        };
        await _ops.PostAsync(
            "/v1/contracts",
            new
            {
                accountId = account,
                number = account.ToString(),
                signedOn = renewals.Today,
                startsOn = renewals.Today,
                endsOn = end,
                autoRenew = false,
                noticeDays = 30,
                lines = new[] { new { product = "Suite", price } },
            }
        );

        var worth = (
            await _revenue.BatchGetAccountRevenueAsync(
                new BatchGetAccountRevenueRequest { AccountIds = { account.ToString() } }
            )
        ).Accounts[0];
        (worth.Mrr, worth.Arr).ShouldBe((mrr, arr));
        (await _ops.OnlyRenewalAsync(account)).GetProperty("arrDue").Text("amount").ShouldBe(arr);
        var read = (await _ops.ReadAsync($"/v1/subscriptions?accountId={account}"))
            .GetProperty("items")[0]
            .GetProperty("prices")[0];
        int? Given(string name) =>
            read.TryGetProperty(name, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.Number
                ? value.GetInt32()
                : null;
        (read.Amount("amount"), Given("months"), Given("weeks")).ShouldBe(
            (amount, weeks is null ? months ?? 1 : null, weeks)
        );
    }

    [Fact]
    public async Task A_weekly_price_comes_in_over_gRPC_too_and_months_beside_weeks_are_refused()
    {
        var (account, id) = renewals.Accounts.Add();
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var row = new SubscriptionRow
        {
            Line = 1,
            Source = "billing",
            ExternalId = id.ToString("N"),
            Account = account,
            Product = "Suite",
            Amount = "30",
            StartsOn = "2026-01-01",
            PeriodWeeks = 1,
        };
        (await import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { row } }))
            .Results[0]
            .Outcome.ShouldBe(RowResult.Types.Outcome.Inserted);
        var worth = (
            await _revenue.BatchGetAccountRevenueAsync(
                new BatchGetAccountRevenueRequest { AccountIds = { id.ToString() } }
            )
        ).Accounts[0];
        (worth.Mrr, worth.Arr).ShouldBe(("130.00", "1560.00"));

        row.PeriodMonths = 1;
        (await import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { row } }))
            .Results[0]
            .Code.ShouldBe("months-and-weeks");
        var body = new
        {
            accountId = id,
            product = "Suite",
            startsOn = renewals.Today,
            autoRenew = false,
            trial = false,
            price = new
            {
                seats = 1,
                amount = new Money(1, "EUR"),
                months = 1,
                weeks = 1,
            },
        };
        (await (await _ops.SendJsonAsync(HttpMethod.Post, "/v1/subscriptions", body)).FieldAsync()).ShouldBe(
            "price.weeks"
        );
    }
}
