using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Onboardings;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Tests.Onboardings;

public sealed class CheckInPlanTests
{
    private static readonly BusinessCalendar Weekdays = new(
        TimeZoneInfo.Utc,
        new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday },
        new HashSet<DateOnly>()
    );
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static IReadOnlyList<PlannedCheckIn> Plan(string segment, DateOnly? opened = null) =>
        CheckInPlan.Of(Monday, opened ?? Monday, Monday.AddDays(80), segment, Weekdays, new OnboardingOptions());

    [Fact]
    public void A_weekly_status_is_due_each_week_of_the_first_thirty_days() =>
        Plan("smb")
            .Where(c => c.Kind == "weekly_status")
            .Select(c => c.DueOn.DayNumber - Monday.DayNumber)
            .ShouldBe([7, 14, 21, 28]);

    [Fact]
    public void Executives_meet_at_day_30_and_60_for_enterprise_only()
    {
        Plan("enterprise")
            .Where(c => c.Kind == "executive_check_in")
            .Select(c => c.DueOn.DayNumber - Monday.DayNumber)
            .ShouldBe([30, 60]);
        Plan("mid_market").ShouldNotContain(c => c.Kind == "executive_check_in");
    }

    [Fact]
    public void The_sponsor_is_met_midway_on_a_business_day()
    {
        // Day 40 is a Saturday.
        Plan("smb").Single(c => c.Kind == "sponsor_touchpoint").DueOn.ShouldBe(Monday.AddDays(42));
    }

    [Fact]
    public void What_would_have_been_due_before_the_opening_is_left_out() =>
        Plan("smb", Monday.AddDays(15))
            .Where(c => c.Kind == "weekly_status")
            .Select(c => c.DueOn.DayNumber - Monday.DayNumber)
            .ShouldBe([21, 28]);

    [Fact]
    public void First_value_is_the_day_of_the_last_critical_action_and_needs_all_of_them()
    {
        UseOf On(int day) => new(1, 1, 1, Monday.AddDays(day), Monday.AddDays(day));
        var use = new AccountUse(
            Guid.NewGuid(),
            On(1),
            new Dictionary<string, UseOf>
            {
                ["import"] = On(1),
                ["automation"] = On(9),
                ["report"] = On(5),
            }
        );
        FirstValue
            .Reached("suite", ["import", "automation", "report"], use)
            .ShouldBe(new FirstValue("suite", "automation", Monday.AddDays(9)));
        FirstValue.Reached("suite", ["import", "invite"], use).ShouldBeNull();
    }
}
