using Platform.HealthScoring.Insights;

namespace Platform.HealthScoring.Tests.Insights;

public sealed class RetentionCurvesTests
{
    private static readonly DateOnly Monday = new(2026, 6, 1);

    [Fact]
    public void N_day_counts_the_day_itself_unbounded_any_later_one_and_bracket_the_days_until_the_next_point()
    {
        // Began at noon of day 0 and came back on days 3 and 8.
        var someone = Began(Monday, 24, (3, 24), (8, 24));

        Shares(RetentionKind.NDay, false, [0, 1, 3, 7], someone).ShouldBe([1, 0, 1, 0]);
        Shares(RetentionKind.Unbounded, false, [0, 1, 3, 7], someone).ShouldBe([1, 1, 1, 1]);
        Shares(RetentionKind.Bracket, false, [0, 1, 4, 7], someone).ShouldBe([1, 1, 0, 1]);
    }

    [Fact]
    public void Rolling_days_are_of_24_hours_from_ones_own_start()
    {
        // From 23:00 to 01:00 of the next date: another calendar day, the same rolling one.
        var late = Began(Monday, 46, (1, 2));

        Shares(RetentionKind.NDay, false, [1], late).ShouldBe([1]);
        Shares(RetentionKind.NDay, true, [1], late).ShouldBe([0]);
    }

    [Fact]
    public void The_mean_is_weighted_over_cohorts_that_have_reached_the_period_and_the_others_are_marked()
    {
        // Three of a first week, of whom one came back on day 7; one of a second week who did, but whose day 7 is not
        // over.
        RetentionSubject[] subjects =
        [
            Began(Monday, 0, (7, 1)),
            Began(Monday, 0),
            Began(Monday, 0),
            Began(Monday.AddDays(7), 0, (1, 5)),
        ];
        var options = new RetentionOptions(RetentionKind.NDay, false, [1, 7], CohortKind.Week);

        var result = RetentionCurves.Of(subjects, options, Now(Monday.AddDays(10)));

        result.Cohorts.Select(c => c.Size).ShouldBe([3, 1]);
        result.Cohorts[1].Cells.Select(c => c.Complete).ShouldBe([true, false]);
        result.Mean.ShouldBe([new(1, 4, 1, 0.25), new(7, 3, 1, 1.0 / 3)]);
    }

    [Fact]
    public void Cohorts_of_months_are_calendar_months_and_those_of_weeks_begin_on_monday()
    {
        RetentionSubject[] subjects =
        [
            Began(new DateOnly(2026, 1, 31), 0),
            Began(new DateOnly(2026, 2, 1), 0),
            Began(new DateOnly(2026, 2, 28), 0),
        ];

        RetentionCurves
            .Of(subjects, new(RetentionKind.Unbounded, false, [1], CohortKind.Month), Now(Monday))
            .Cohorts.Select(c => (c.From, c.To, c.Size))
            .ShouldBe([
                (new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), 1),
                (new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28), 2),
            ]);
        RetentionCurves
            .Of(subjects, new(RetentionKind.Unbounded, false, [1], CohortKind.Week), Now(Monday))
            .Cohorts.Select(c => (c.From, c.From.DayOfWeek))
            .ShouldBe([(new DateOnly(2026, 1, 26), DayOfWeek.Monday), (new DateOnly(2026, 2, 23), DayOfWeek.Monday)]);
    }

    [Fact]
    public void What_lies_after_now_is_not_looked_at()
    {
        var result = RetentionCurves.Of(
            [Began(Monday, 0, (5, 0)), Began(Monday.AddDays(30), 0)],
            new(RetentionKind.Unbounded, false, [1], CohortKind.Week),
            Now(Monday.AddDays(4))
        );

        result.Cohorts.Single().Cells.Single().Retained.ShouldBe(0);
    }

    private static double[] Shares(RetentionKind kind, bool rolling, int[] points, RetentionSubject subject) =>
        [
            .. RetentionCurves
                .Of([subject], new RetentionOptions(kind, rolling, points, CohortKind.Week), Now(Monday.AddDays(100)))
                .Cohorts.Single()
                .Cells.Select(c => c.Share),
        ];

    private static RetentionSubject Began(DateOnly day, int slot, params (int Day, int Slot)[] returns) =>
        new(At(day, slot), [At(day, slot), .. returns.Select(r => At(day.AddDays(r.Day), r.Slot))]);

    private static long At(DateOnly day, int slot) => (long)day.DayNumber * RetentionSubject.PerDay + slot;

    private static long Now(DateOnly today) => At(today, 0);
}
