using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Scoring;

public sealed class UsageMeasuresTests
{
    private static readonly DateOnly AsOf = new(2026, 6, 30); // a Tuesday
    private static readonly HashSet<int> Core = [1, 2, 3, 4];

    private sealed record Use(int DaysAgo, int User, int Feature, int Events);

    [Fact]
    public void Stickiness_is_mean_daily_users_over_monthly_users()
    {
        // User 1 on each of 30 days, user 2 on 15 of them: 45 user days / 30 / 2 users.
        var use = Enumerable
            .Range(0, 30)
            .Select(d => new Use(d, 1, 1, 1))
            .Concat(Enumerable.Range(0, 15).Select(d => new Use(d, 2, 1, 1)))
            .Append(new Use(59, 1, 1, 1));

        var values = Measured(use);

        values[Measure.Dau].ShouldBe(2);
        values[Measure.Mau].ShouldBe(2);
        values[Measure.Stickiness].ShouldBe(75);
    }

    [Fact]
    public void Weekends_can_be_left_out_of_stickiness()
    {
        var use = Enumerable
            .Range(0, 60)
            .Where(d => AsOf.AddDays(-d).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(d => new Use(d, 1, 1, 1));

        var values = Measured(use);

        values[Measure.StickinessWeekdays].ShouldBe(100);
        values[Measure.Stickiness]!.Value.ShouldBeLessThan(80);
    }

    [Fact]
    public void Adoption_is_the_mean_share_of_core_features_per_active_user_and_breadth_that_of_the_account()
    {
        // User 1 uses 3 of 4 core features, user 2 one, feature 9 is not core: (0.75 + 0.25) / 2.
        var values = Measured([new(0, 1, 1, 1), new(3, 1, 2, 1), new(5, 1, 3, 1), new(2, 2, 3, 4), new(1, 2, 9, 1)]);

        values[Measure.Adoption].ShouldBe(50);
        values[Measure.Breadth].ShouldBe(75);
        values[Measure.DistinctFeatures].ShouldBe(4);
        values[Measure.Depth].ShouldBe(4);
    }

    [Fact]
    public void Growth_weighs_gained_against_dropped_users()
    {
        // 1 stays, 2 and 3 are new or recovered, 4 dropped: 100·2/3.
        var values = Measured([
            new(0, 1, 1, 1),
            new(40, 1, 1, 1),
            new(10, 2, 1, 1),
            new(29, 3, 1, 1),
            new(30, 4, 1, 1),
        ]);

        values[Measure.Growth].ShouldBe(66.7m);
    }

    [Fact]
    public void Growth_is_missing_where_nobody_came_or_went() =>
        Measured([new(0, 1, 1, 1), new(40, 1, 1, 1)])[Measure.Growth].ShouldBeNull();

    [Fact]
    public void Change_of_activity_compares_28_days_with_the_28_before_and_needs_both()
    {
        Measured([new(27, 1, 1, 6), new(28, 1, 1, 4), new(55, 1, 1, 4)])[Measure.ActivityChange].ShouldBe(-25);
        Measured([new(27, 1, 1, 6), new(28, 1, 1, 4), new(54, 1, 1, 4)])[Measure.ActivityChange].ShouldBeNull();
    }

    [Fact]
    public void A_customer_who_stopped_measures_zero_not_missing()
    {
        var values = Measured([new(45, 1, 1, 5)]);

        values[Measure.DaysSinceLastActivity].ShouldBe(45);
        values[Measure.Stickiness].ShouldBe(0);
        values[Measure.Breadth].ShouldBe(0);
    }

    [Fact]
    public void A_customer_who_never_began_is_silent_since_the_day_they_signed()
    {
        var values = Measured([], customerSince: AsOf.AddDays(-50), seats: 10);

        values[Measure.DaysSinceLastActivity].ShouldBe(50);
        values[Measure.ActiveSeatShare].ShouldBe(0);
        Measured([], customerSince: AsOf.AddDays(-10), seats: 10)[Measure.ActiveSeatShare].ShouldBeNull();
    }

    [Fact]
    public void Nothing_after_the_as_of_day_changes_a_measure() =>
        Prop.ForAll(AnyUse(), use =>
            {
                var later = use.Append(new Use(-1, 1, 1, 50)).Append(new Use(-9, 77, 4, 3));
                return Measured(use).Equals(Measured(later));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Distinct_users_are_those_of_a_plain_recount() =>
        Prop.ForAll(AnyUse(), use =>
            {
                if (use.Length == 0)
                    return true;
                var values = Measured(use);
                int Users(int from, int to) =>
                    use.Where(u => u.DaysAgo >= from && u.DaysAgo < to).Select(u => u.User).Distinct().Count();
                return values[Measure.Dau] == Users(0, 1)
                    && values[Measure.Wau] == Users(0, 7)
                    && values[Measure.Mau] == Users(0, 30);
            })
            .QuickCheckThrowOnFailure();

    private static Arbitrary<Use[]> AnyUse() =>
        (
            from ago in Gen.Choose(0, 70)
            from user in Gen.Choose(0, 40)
            from feature in Gen.Choose(1, 6)
            from events in Gen.Choose(1, 9)
            select new Use(ago, user, feature, events)
        )
            .ArrayOf()
            .ToArbitrary();

    private static MeasureValues Measured(IEnumerable<Use> uses, DateOnly? customerSince = null, int? seats = null)
    {
        var all = uses.ToList();
        var days = all.GroupBy(u => u.DaysAgo)
            .Select(day =>
            {
                var tally = DailyUsage.Of([
                    .. day.Select(u => new UsageEntry(u.User, u.Feature, u.Events, u.Events, 1)),
                ]);
                var totals = tally.Totals();
                return new UsageDay(
                    AsOf.AddDays(-day.Key),
                    totals.ActiveUsers,
                    totals.Sessions,
                    totals.Events,
                    DayActivity.Encode(tally)
                );
            })
            .ToList();
        var past = all.Where(u => u.DaysAgo >= 0).ToList();
        var values = new MeasureValues();
        UsageMeasures.AddTo(
            values,
            new UsageWindow(
                AsOf,
                days,
                past.Count == 0 ? null : AsOf.AddDays(-past.Max(u => u.DaysAgo)),
                past.Count == 0 ? null : AsOf.AddDays(-past.Min(u => u.DaysAgo)),
                Core
            ),
            customerSince,
            seats
        );
        return values;
    }
}
