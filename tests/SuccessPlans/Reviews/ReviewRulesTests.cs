using FsCheck;
using FsCheck.Fluent;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Reviews;

namespace Platform.SuccessPlans.Tests.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly BusinessCalendar Weekdays = new(
        TimeZoneInfo.Utc,
        new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday },
        new HashSet<DateOnly>()
    );
    private static readonly DateOnly Today = new(2026, 5, 12);

    [Theory]
    [InlineData("qbr", 3, 0, false)]
    [InlineData("ebr", 3, 0, false)]
    [InlineData("qbr", 1, 1, true)]
    [InlineData("value_review", 1, 0, true)]
    [InlineData("value_review", 0, 0, false)]
    public void A_business_review_counts_only_with_a_senior_sponsor(
        string type,
        int customers,
        int sponsors,
        bool counts
    ) => ReviewRules.Counts(type, customers, sponsors).ShouldBe(counts);

    [Fact]
    public void High_touch_owes_a_monthly_value_review_and_a_quarterly_executive_review() =>
        new ReviewOptions()
            .Effective["high_touch"]
            .ShouldBe([new CadenceStep("value_review", 1), new CadenceStep("ebr", 3)]);

    [Fact]
    public void The_cadence_runs_from_the_last_review_that_counted_and_nobody_owes_those_of_years_before()
    {
        ReviewRules.NextDue(Today.AddDays(-10), null, 3, Today, Weekdays).ShouldBe(new DateOnly(2026, 8, 3));
        ReviewRules.NextDue(null, Today.AddDays(-1), 1, Today, Weekdays).ShouldBe(new DateOnly(2026, 6, 11));
        ReviewRules.NextDue(null, Today.AddYears(-3), 3, Today, Weekdays).ShouldBe(new DateOnly(2026, 8, 12));
        ReviewRules.NextDue(Today.AddYears(-1), null, 3, Today, Weekdays).ShouldBe(Today);
    }

    [Fact]
    public void What_is_due_is_due_on_a_business_day_that_has_not_passed() =>
        Prop.ForAll(
                (
                    from last in Gen.Choose(-2_000, 0)
                    from since in Gen.Choose(-2_000, 60)
                    from months in Gen.Choose(1, 12)
                    from known in Gen.Elements(0, 1, 2)
                    select (last, since, months, known)
                ).ToArbitrary(),
                c =>
                {
                    var due = ReviewRules.NextDue(
                        c.known == 0 ? Today.AddDays(c.last) : null,
                        c.known == 1 ? Today.AddDays(c.since) : null,
                        c.months,
                        Today,
                        Weekdays
                    );
                    return due >= Today && Weekdays.IsBusinessDay(due);
                }
            )
            .QuickCheckThrowOnFailure();
}
