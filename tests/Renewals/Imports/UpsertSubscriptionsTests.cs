using Platform.Contracts.Renewals;
using Platform.Renewals.V1;
using Outcome = Platform.Renewals.V1.RowResult.Types.Outcome;

namespace Platform.Renewals.Tests.Imports;

public sealed class UpsertSubscriptionsTests(RenewalsUnderTest renewals)
{
    private readonly RevenueImportService.RevenueImportServiceClient _import = new(renewals.ChannelFor("ops"));
    private readonly RevenueService.RevenueServiceClient _revenue = new(renewals.ChannelFor("ops"));

    [Fact]
    public async Task Rows_become_subscriptions_and_the_account_is_worth_their_sum()
    {
        var (account, id) = renewals.Accounts.Add();
        var answer = await UpsertAsync(
            Row(account, "1200", months: 12, seats: 10, termEnds: "2099-06-30"),
            Row(account, "50", months: 1, seats: 5)
        );

        answer.ShouldAllBe(r => r.Outcome == Outcome.Inserted);
        var worth = await WorthAsync(id);
        (worth.Mrr, worth.Arr, worth.Seats, worth.NextRenewalOn).ShouldBe(("150.00", "1800.00", 15, "2099-06-30"));
    }

    [Fact]
    public async Task What_an_account_is_worth_is_told_with_the_products_that_run()
    {
        var (account, id) = renewals.Accounts.Add();
        using var told = await renewals.ListenToAsync<SubscriptionChanged>();
        var over = Row(account, "10", ends: "2024-06-30");
        over.Product = "Gone";
        var second = Row(account, "10");
        second.Product = "Add-on";

        await UpsertAsync(Row(account, "10"), second, over);

        (await told.FirstAsync(it => it.AccountId == id)).Products.ShouldBe(["Add-on", "Suite"]);
    }

    [Fact]
    public async Task An_external_id_in_another_unicode_form_is_the_same_subscription()
    {
        var (account, _) = renewals.Accounts.Add();
        var row = Row(account, "10");
        row.ExternalId = $"jos\u00e9-{Guid.NewGuid():N}";
        await UpsertAsync(row);
        row.ExternalId = row.ExternalId.Replace("\u00e9", "e\u0301", StringComparison.Ordinal);

        (await UpsertAsync(row)).Single().Outcome.ShouldBe(Outcome.Unchanged);
    }

    [Fact]
    public async Task The_same_rows_again_change_nothing()
    {
        var (account, id) = renewals.Accounts.Add();
        var rows = new[] { Row(account, "1200", months: 12), Row(account, "99.99") };
        await UpsertAsync(rows);
        var before = await WorthAsync(id);

        (await UpsertAsync(rows)).ShouldAllBe(r => r.Outcome == Outcome.Unchanged);
        (await WorthAsync(id)).ShouldBe(before);
    }

    [Fact]
    public async Task A_bad_row_says_line_column_and_reason_and_does_not_fail_the_others()
    {
        var (account, _) = renewals.Accounts.Add();
        var results = await UpsertAsync(
            Row(account, "10"),
            Row(account, "ten"),
            Row("crm:nobody", "10"),
            Row(account, "10", starts: "2024-02-30"),
            Row(account, "10", currency: "XXX"),
            Row(account, "10", ends: "2020-01-01"),
            Row(account, "10", status: "cancelled")
        );

        results
            .Select(r => (r.Outcome, r.Column, r.Code))
            .ShouldBe([
                (Outcome.Inserted, "", ""),
                (Outcome.Failed, "amount", "not-a-number"),
                (Outcome.Failed, "account", "unknown-account"),
                (Outcome.Failed, "startsOn", "not-a-date"),
                (Outcome.Failed, "currency", "no-rate"),
                (Outcome.Failed, "endsOn", "ends-before-start"),
                (Outcome.Failed, "endsOn", "missing"),
            ]);
        results[1].Reason.ShouldContain("'ten'");
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_changes_nothing()
    {
        var (account, id) = renewals.Accounts.Add();
        var answer = await _import.UpsertSubscriptionsAsync(
            new UpsertSubscriptionsRequest { Rows = { Row(account, "10") }, DryRun = true }
        );

        answer.Results[0].Outcome.ShouldBe(Outcome.Inserted);
        (await WorthAsync(id)).Mrr.ShouldBe("0.00");
    }

    [Fact]
    public async Task A_price_that_differs_takes_effect_today_and_is_an_expansion()
    {
        var (account, id) = renewals.Accounts.Add();
        var row = Row(account, "100");
        await UpsertAsync(row);
        row.Amount = "150";
        (await UpsertAsync(row))[0].Outcome.ShouldBe(Outcome.Updated);

        (await WorthAsync(id)).Mrr.ShouldBe("150.00");
        (await LedgerAsync(id)).ShouldBe([("new", 100m), ("expansion", 50m)]);
    }

    [Fact]
    public async Task A_corrected_start_reverses_what_was_believed()
    {
        var (account, id) = renewals.Accounts.Add();
        var row = Row(account, "100", starts: "2024-01-01");
        await UpsertAsync(row);
        row.StartsOn = "2023-06-01";
        await UpsertAsync(row);

        (await LedgerAsync(id)).ShouldBe([("new", 100m), ("new", -100m), ("new", 100m)]);
        (await WorthAsync(id)).Mrr.ShouldBe("100.00");
    }

    [Fact]
    public async Task A_subscription_does_not_change_its_account()
    {
        var row = Row(renewals.Accounts.Add().Reference, "100");
        await UpsertAsync(row);
        row.Account = renewals.Accounts.Add().Reference;

        var result = (await UpsertAsync(row))[0];
        (result.Outcome, result.Column, result.Code).ShouldBe((Outcome.Failed, "account", "other-account"));
    }

    [Fact]
    public async Task Two_imports_of_the_same_rows_at_once_have_one_effect()
    {
        var (account, id) = renewals.Accounts.Add();
        var rows = Enumerable.Range(0, 40).Select(_ => Row(account, "10")).ToArray();

        var answers = await Task.WhenAll(UpsertAsync(rows), UpsertAsync([.. rows.Reverse()]));

        answers.SelectMany(a => a).Count(r => r.Outcome == Outcome.Inserted).ShouldBe(40);
        answers.SelectMany(a => a).Count(r => r.Outcome == Outcome.Unchanged).ShouldBe(40);
        (await WorthAsync(id)).Mrr.ShouldBe("400.00");
    }

    private async Task<IReadOnlyList<RowResult>> UpsertAsync(params SubscriptionRow[] rows) =>
        (await _import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { rows } })).Results;

    private async Task<AccountRevenue> WorthAsync(Guid account) =>
        (
            await _revenue.BatchGetAccountRevenueAsync(
                new BatchGetAccountRevenueRequest { AccountIds = { account.ToString() } }
            )
        ).Accounts[0];

    private Task<IReadOnlyList<(string Kind, decimal Delta)>> LedgerAsync(Guid account) =>
        renewals.Database.QueryAsync<(string, decimal)>(
            "select kind, delta from movement where account_id = @account and product_id is null order by seq",
            new { account }
        );

    private static SubscriptionRow Row(
        string account,
        string amount,
        int months = 1,
        int seats = 1,
        string starts = "2024-01-15",
        string ends = "",
        string termEnds = "",
        string currency = "",
        string status = ""
    ) =>
        new()
        {
            Line = 2,
            Source = "billing",
            ExternalId = Guid.NewGuid().ToString("N"),
            Account = account,
            Product = "Suite",
            Seats = seats,
            Amount = amount,
            Currency = currency,
            PeriodMonths = months,
            StartsOn = starts,
            EndsOn = ends,
            TermEndsOn = termEnds,
            Status = status,
        };
}
