using System.Globalization;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Tests.Revenue;

public sealed class KnownAnswersTests
{
    [Fact]
    public void The_example_of_the_definition_gives_nrr_110_and_grr_95_percent()
    {
        var (from, to) = (new DateOnly(2024, 12, 31), new DateOnly(2025, 12, 31));
        var since = new DateOnly(2024, 1, 1);
        List<SubscriptionFacts> customers =
        [
            .. Enumerable.Range(0, 5).Select(_ => Books.Monthly(since, new DateOnly(2025, 6, 1), 5_000)),
            Books.Monthly(since, null, 100_000).WithTerm(new PriceTerm(new DateOnly(2025, 3, 1), 1, 75_000, 1, "EUR")),
            Books.Monthly(since, null, 75_000).WithTerm(new PriceTerm(new DateOnly(2025, 3, 1), 1, 225_000, 1, "EUR")),
            Books.Monthly(since, null, 8_800),
            .. Enumerable.Range(0, 92).Select(_ => Books.Monthly(since, null, 8_600)),
            Books.Monthly(new DateOnly(2025, 7, 1), null, 60_000),
        ];
        List<List<LedgerRow>> accounts = [.. customers.Select(c => Books.LedgerOf([c]))];

        var figures = Books.Retention(accounts, from, to);

        figures.AccountsAtStart.ShouldBe(100);
        figures.Waterfall.ShouldBe(new Waterfall(1_000_000, 60_000, 150_000, 0, 25_000, 25_000, 1_160_000));
        figures.Nrr.ShouldBe(1.10m);
        figures.Grr.ShouldBe(0.95m);
        figures.LogoRetention.ShouldBe(0.95m);
        figures.ExpansionRate.ShouldBe(0.15m);
        figures.QuickRatio.ShouldBe(4.2m);
    }

    [Fact]
    public void Ravenstack_from_the_end_of_2023_to_the_end_of_2024()
    {
        var ledgers = Ravenstack();

        var twoEnds = RetentionDefinition.Default with { Reactivation = ReactivationRule.NotSeparated };
        var (from, to) = (new DateOnly(2023, 12, 31), new DateOnly(2024, 12, 31));
        var figures = Books.Retention(ledgers, from, to, twoEnds);

        figures.AccountsAtStart.ShouldBe(185);
        figures.Waterfall.ShouldBe(new Waterfall(1_262_113, 6_470_819, 2_431_851, 0, 5_175, 0, 10_159_608));
        decimal.Round(figures.Nrr!.Value * 100, 4).ShouldBe(292.2709m);
        decimal.Round(figures.Grr!.Value * 100, 4).ShouldBe(99.5900m);

        // The ledger also knows who had been a customer before: the default definition tells them from the new ones.
        Books
            .Retention(ledgers, from, to)
            .Waterfall.ShouldBe(figures.Waterfall with { New = 6_446_243, Reactivation = 24_576 });
    }

    [Fact]
    public void Ravenstack_by_every_movement_balances_and_ends_where_the_net_waterfall_ends()
    {
        var gross = Books.Retention(
            Ravenstack(),
            new DateOnly(2023, 12, 31),
            new DateOnly(2024, 12, 31),
            RetentionDefinition.Default with
            {
                Waterfall = WaterfallBasis.Gross,
            }
        );

        gross.Waterfall.Balances.ShouldBeTrue();
        gross.Waterfall.End.ShouldBe(10_159_608);
        gross.Waterfall.Contraction.ShouldBeGreaterThan(5_175);
    }

    [Fact]
    public void Mrr_playbook_from_january_to_february_2019()
    {
        var figures = Books.Retention(Playbook(), new DateOnly(2019, 1, 31), new DateOnly(2019, 2, 28));

        figures.Waterfall.ShouldBe(new Waterfall(620, 30, 25, 0, 0, 50, 625));
        decimal.Round(figures.Nrr!.Value * 100, 4).ShouldBe(95.9677m);
        decimal.Round(figures.Grr!.Value * 100, 4).ShouldBe(91.9355m);
        (figures.AccountsAtStart, figures.AccountsRetained).ShouldBe((13, 12));
    }

    [Fact]
    public void Resident_columns_give_the_same_figures_as_the_ledger_for_every_month_of_ravenstack()
    {
        var ledgers = Ravenstack();
        var columns = new MonthColumns();
        foreach (var row in ledgers.SelectMany(l => l))
            columns.Apply(
                new UnitKey(row.AccountId, null),
                row.Movement.On,
                row.Movement.Kind,
                row.Movement.Delta,
                row.Reverses is not null
            );
        columns.ExtendTo(MonthIndex.Of(new DateOnly(2025, 1, 1)));

        for (
            var month = MonthIndex.Of(new DateOnly(2023, 1, 1));
            month < MonthIndex.Of(new DateOnly(2024, 12, 1));
            month++
        )
            ColumnRetention
                .Total(columns, month, month + 1)
                .ShouldBe(Books.Retention(ledgers, MonthIndex.LastDay(month), MonthIndex.LastDay(month + 1)));
    }

    private static List<List<LedgerRow>> Ravenstack() =>
        [
            .. PlatformData
                .Read("ravenstack/ravenstack_subscriptions.csv")
                .GroupBy(r => r["account_id"])
                .Select(account =>
                    Books.LedgerOf(
                        account.Select(r =>
                            Books.Monthly(
                                PlatformData.Day(r["start_date"]),
                                r["end_date"].Length == 0 ? null : PlatformData.Day(r["end_date"]),
                                Number(r["mrr_amount"])
                            )
                        )
                    )
                ),
        ];

    private static List<List<LedgerRow>> Playbook() =>
        [
            .. PlatformData
                .Read("mrr-playbook/subscription_periods.csv")
                .GroupBy(r => r["customer_id"])
                .Select(account =>
                    Books.LedgerOf(
                        account.Select(r =>
                            Books.Monthly(
                                PlatformData.Day(r["start_date"]),
                                PlatformData.Day(r["end_date"]),
                                Number(r["monthly_amount"])
                            )
                        )
                    )
                ),
        ];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
