using Platform.Renewals.Tests.Revenue;
using Platform.Renewals.V1;
using Outcome = Platform.Renewals.V1.RowResult.Types.Outcome;

namespace Platform.Renewals.Tests.Imports;

/// <summary>The public data through the service itself: imported over gRPC, measured over REST.</summary>
public sealed class RavenstackTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    [Fact]
    public async Task Imported_twice_it_changes_once_and_gives_the_known_answers()
    {
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = PlatformData
            .Read("ravenstack/ravenstack_subscriptions.csv")
            .Select(
                (row, i) =>
                    new SubscriptionRow
                    {
                        Line = i + 2,
                        Source = "ravenstack",
                        ExternalId = row["subscription_id"],
                        Account = accounts.TryGetValue(row["account_id"], out var known)
                            ? known
                            : accounts[row["account_id"]] = renewals.Accounts.Add().Reference,
                        Product = row["plan_tier"],
                        Seats = int.Parse(row["seats"], System.Globalization.CultureInfo.InvariantCulture),
                        Amount = row["mrr_amount"],
                        PeriodMonths = 1,
                        StartsOn = row["start_date"],
                        EndsOn = row["end_date"],
                        AutoRenew = row["auto_renew_flag"] == "True",
                        Trial = row["is_trial"] == "True",
                        Status = row["end_date"].Length > 0 ? "ended" : "",
                    }
            )
            .ToList();

        (await UpsertAsync(rows)).ShouldAllBe(r => r.Outcome == Outcome.Inserted);
        (await UpsertAsync(rows)).ShouldAllBe(r => r.Outcome == Outcome.Unchanged);

        var ops = renewals.ClientFor("ops");
        foreach (var path in new[] { "definition=two-ends", "definition=two-ends&by=product" })
        {
            var groups = (await ops.ReadAsync($"/v1/revenue/retention?from=2023-12-31&to=2024-12-31&{path}"))
                .GetProperty("periods")[0]
                .GetProperty("groups");
            var figures = groups.EnumerateArray().Last().GetProperty("figures");
            figures.GetProperty("waterfall").GetProperty("balances").GetBoolean().ShouldBeTrue();
            if (path.Contains("by=", StringComparison.Ordinal))
                continue;
            figures.GetProperty("accountsAtStart").GetInt32().ShouldBe(185);
            var waterfall = figures.GetProperty("waterfall");
            (
                waterfall.Number("start"),
                waterfall.Number("new"),
                waterfall.Number("expansion"),
                waterfall.Number("contraction"),
                waterfall.Number("churn"),
                waterfall.Number("end")
            ).ShouldBe((1_262_113, 6_470_819, 2_431_851, 5_175, 0, 10_159_608));
            (decimal.Round(figures.Number("nrr") * 100, 4), decimal.Round(figures.Number("grr") * 100, 4)).ShouldBe(
                (292.2709m, 99.5900m)
            );
        }
    }

    private async Task<IReadOnlyList<RowResult>> UpsertAsync(IReadOnlyList<SubscriptionRow> rows)
    {
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var results = new List<RowResult>();
        foreach (var batch in rows.Chunk(1_000))
            results.AddRange(
                (await import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { batch } })).Results
            );
        return results;
    }
}
