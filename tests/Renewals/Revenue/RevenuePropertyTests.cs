using FsCheck;
using FsCheck.Fluent;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Tests.Revenue;

/// <summary>
/// Random histories of a small book: several subscriptions for each account, gaps, overlaps, prices changed in the past
/// and in the future, three currencies with dated rates, every fact recorded at its own time.
/// </summary>
public sealed class RevenuePropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void The_waterfall_balances_for_each_account_and_in_total() =>
        Check(history =>
        {
            var book = RecordedBook.Of(history);
            foreach (var definition in Definitions())
            {
                foreach (var account in book.Accounts)
                    Books.Retention([account], history.From, history.To, definition).Waterfall.Balances.ShouldBeTrue();

                var total = Books.Retention(book.Accounts, history.From, history.To, definition);
                total.Waterfall.Balances.ShouldBeTrue();
                total.Waterfall.End.ShouldBe(
                    book.Accounts.Sum(a => Books.Retention([a], history.From, history.To, definition).Waterfall.End)
                );
            }
        });

    [Fact]
    public void Grr_is_at_most_one_and_at_most_nrr() =>
        Check(history =>
        {
            var book = RecordedBook.Of(history);
            foreach (var definition in Definitions())
            {
                var figures = Books.Retention(book.Accounts, history.From, history.To, definition);
                if (figures.Grr is not { } grr)
                    continue;
                grr.ShouldBeInRange(0, 1);
                grr.ShouldBeLessThanOrEqualTo(figures.Nrr!.Value);
                figures.ExpansionRate!.Value.ShouldBe(figures.Nrr.Value - grr, tolerance: 1e-20m);
            }
        });

    [Fact]
    public void A_figure_as_known_then_does_not_change_when_facts_are_recorded_later() =>
        Check(history =>
        {
            var published = new List<(DateTimeOffset At, RetentionFigures Figures)>();
            var book = new RecordedBook(history.Accounts);
            foreach (var fact in history.Facts)
            {
                book.Record(fact);
                published.Add((book.Now, book.Retention(history.From, history.To, book.Now)));
            }

            foreach (var (at, figures) in published)
                book.Retention(history.From, history.To, at).ShouldBe(figures);
        });

    [Fact]
    public void Figures_from_the_ledger_equal_figures_from_the_subscriptions() =>
        Check(history =>
        {
            var book = RecordedBook.Of(history);
            for (var account = 0; account < history.Accounts; account++)
            {
                var period = Ledger.Period(book.Accounts[account], history.From, history.To, book.Now);
                period.Start.ShouldBe(Mrr.OnDay(book.SubscriptionsOf(account), RandomHistory.Rates, history.From));
                period.End.ShouldBe(Mrr.OnDay(book.SubscriptionsOf(account), RandomHistory.Rates, history.To));
            }
        });

    [Fact]
    public void Churn_is_recorded_only_when_nothing_active_remains() =>
        Check(history =>
        {
            var book = RecordedBook.Of(history);
            for (var account = 0; account < history.Accounts; account++)
            {
                foreach (var row in Ledger.InForce(book.Accounts[account]).Values)
                {
                    var after = Mrr.OnDay(book.SubscriptionsOf(account), RandomHistory.Rates, row.Movement.On);
                    (row.Movement.Kind == MovementKind.Churn).ShouldBe(after == 0);
                }
            }
        });

    [Fact]
    public void Resident_columns_equal_the_ledger_at_month_ends() =>
        Check(history =>
        {
            var book = RecordedBook.Of(history);
            var columns = new MonthColumns();
            foreach (var row in book.InOrder)
                columns.Apply(
                    new UnitKey(row.AccountId, null),
                    row.Movement.On,
                    row.Movement.Kind,
                    row.Movement.Delta,
                    row.Reverses is not null
                );
            var (from, to) = (MonthIndex.Of(history.From), MonthIndex.Of(history.To));
            columns.ExtendTo(to);

            ColumnRetention
                .ByGroup(columns, from, to, new int[columns.Count], 1)[0]
                .ShouldBe(book.Retention(MonthIndex.LastDay(from), MonthIndex.LastDay(to), book.Now));
        });

    [Fact]
    public void Sums_that_are_kept_equal_a_pass_over_the_columns_after_every_row() =>
        Check(history =>
        {
            var (columns, codes) = (new MonthColumns(), new GroupCodes());
            var view = new RevenueSnapshot(
                columns,
                new MonthColumns(),
                new Dictionary<string, GroupCodes>(StringComparer.Ordinal) { ["size"] = codes },
                new GroupCodes()
            );
            var (first, to) = (MonthIndex.Of(history.From), MonthIndex.Of(history.To));
            foreach (var (turn, row) in RecordedBook.Of(history).InOrder.Index())
            {
                var key = new UnitKey(row.AccountId, null);
                if (columns.UnitOf(key) is null)
                    codes.Added(columns.Add(key), row.AccountId);
                var unit = columns.Apply(
                    key,
                    row.Movement.On,
                    row.Movement.Kind,
                    row.Movement.Delta,
                    row.Reverses is not null
                );
                // Months are opened, groups change and questions are asked while the rows arrive.
                if (turn % 4 == 1)
                    columns.ExtendTo(first + turn);
                if (turn % 3 == 2)
                    columns.Change(unit, () => codes.Put(row.AccountId, turn % 2 == 0 ? "small" : "large", unit));

                foreach (var from in new[] { to - 1, to - 7 })
                {
                    var all = ColumnRetention.ByGroup(
                        columns,
                        from,
                        to,
                        codes.OfUnits(columns.Count),
                        codes.Names.Count
                    );
                    view.Retention("none", from, to).ShouldHaveSingleItem().Figures.ShouldBe(all[^1]);
                    var kept = view.Retention("size", from, to)
                        .ToDictionary(g => g.Group, g => g.Figures, StringComparer.Ordinal);
                    for (var group = 0; group < codes.Names.Count; group++)
                        if (kept.TryGetValue(codes.Names[group], out var figures))
                            figures.ShouldBe(all[group]);
                        else
                            (all[group].AccountsAtStart + all[group].AccountsAtEnd).ShouldBe(0);
                }

                var (seen, passed) = (view.Cohorts(to - 9, to, to), ColumnCohorts.Table(columns, to - 9, to, to));
                seen.Cohorts.Select(c => (c.Month, c.Accounts))
                    .ShouldBe(passed.Cohorts.Select(c => (c.Month, c.Accounts)));
                seen.Cohorts.SelectMany(c => c.Cells).ShouldBe(passed.Cohorts.SelectMany(c => c.Cells));
            }
        });

    private static void Check(Action<RandomHistory> holds) =>
        FsCheck.Check.One(Runs, Prop.ForAll(RandomHistory.Generator.ToArbitrary(), history =>
            {
                holds(history);
                return true;
            }));

    private static IEnumerable<RetentionDefinition> Definitions() =>
        from reactivation in Enum.GetValues<ReactivationRule>()
        from basis in Enum.GetValues<WaterfallBasis>()
        select new RetentionDefinition(reactivation, basis);
}
