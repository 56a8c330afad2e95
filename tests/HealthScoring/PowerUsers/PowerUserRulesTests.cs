using Platform.HealthScoring.PowerUsers;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.PowerUsers;

public sealed class PowerUserRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    [Fact]
    public void A_power_user_who_stops_has_departed_and_successors_are_named()
    {
        var finding = Assess(day => day >= 14 ? [(1, 10), (2, 4), (3, 2)] : [(2, 4), (3, 2)]).ShouldHaveSingleItem();

        finding.User.ShouldBe(1);
        (finding.Share, finding.BaselineShare).ShouldBe((null, 0.625m));
        finding.Departure.ShouldNotBeNull();
        finding.Departure.Fall.ShouldBe(1);
        finding.Departure.LastActiveOn.ShouldBe(Today.AddDays(-14));
        finding.Departure.OthersRemain.ShouldBeTrue();
        finding.Departure.Successors.ShouldBe([2, 3]);
    }

    [Fact]
    public void A_quiet_season_of_everybody_is_no_departure() =>
        Assess(day =>
                day >= 14 ? [(1, 10), (2, 8)]
                : day == 3 ? [(1, 3), (2, 3)]
                : []
            )
            .ShouldHaveSingleItem()
            .Departure.ShouldBeNull();

    [Fact]
    public void A_fall_short_of_the_limit_is_no_departure() =>
        Assess(day => day >= 14 ? [(1, 10), (2, 8)] : [(1, 3), (2, 8)]).ShouldAllBe(f => f.Departure == null);

    [Fact]
    public void Half_of_the_events_is_not_more_than_half() => Assess(_ => [(1, 5), (2, 5)]).ShouldBeEmpty();

    [Fact]
    public void An_account_of_few_events_has_a_power_user_and_no_departure()
    {
        var finding = Assess(day => day == 20 ? [(1, 19)] : []).ShouldHaveSingleItem();

        (finding.Share, finding.BaselineShare, finding.Departure).ShouldBe((1, null, null));
    }

    [Fact]
    public void The_last_30_days_decide_who_is_a_power_user_and_not_the_days_before_them()
    {
        // 20 a day for 14 days against 1 a day, and 5 a day before: 280 of 374.
        var findings = Assess(day => day < 14 ? [(1, 20), (2, 1)] : [(2, 5)]);

        findings
            .Where(f => f.Share is not null)
            .ShouldHaveSingleItem()
            .ShouldBe(new PowerUserFinding(1, 0.7487m, null, true, null));
    }

    private static IReadOnlyList<PowerUserFinding> Assess(Func<int, (int User, int Events)[]> use) =>
        PowerUserRules.Assess(
            Today,
            Enumerable
                .Range(0, 50)
                .Select(back =>
                    (
                        Today.AddDays(-back),
                        DailyUsage.Of([.. use(back).Select(u => new UsageEntry(u.User, 1, u.Events, u.Events, 1))])
                    )
                ),
            new PowerUserOptions()
        );
}
