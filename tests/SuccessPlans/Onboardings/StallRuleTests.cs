using FsCheck;
using FsCheck.Fluent;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Onboardings;
using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans.Tests.Onboardings;

/// <summary>Stalled and overdue for any calendar, any time zone and any order in which things were reported.</summary>
public sealed class StallRuleTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly OnboardingOptions Options = new();
    private static readonly string[] Zones =
    [
        "Etc/UTC",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "America/New_York",
        "Asia/Kathmandu",
        "Africa/Cairo",
    ];

    private sealed record Situation(
        BusinessCalendar Calendar,
        DateOnly Opened,
        int[] Due,
        int?[] Closed,
        int Today,
        decimal? Median,
        int Seed
    )
    {
        public DateOnly Now => Start.AddDays(Today);

        public IEnumerable<DateOnly> OpenDue =>
            Due.Zip(Closed).Where(m => m.Second is null).Select(m => Opened.AddDays(m.First));

        public List<MilestoneDay> Days =>
            [.. Closed.Select((c, i) => new MilestoneDay(i % 3, c is { } day ? Opened.AddDays(day) : null))];

        public Stall? Assess() =>
            Stall.Assess(OpenDue, StageTimes.ProgressedOn(Opened, Days), Median, Now, Calendar, Options);
    }

    private static readonly Gen<Situation> Situations =
        from zone in Gen.Elements(Zones)
        from weekend in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
        from holidays in Gen.Choose(0, 400).ListOf(20)
        from count in Gen.Choose(3, 8)
        from due in Gen.Choose(0, 90).ArrayOf(count)
        from closed in Gen.Frequency((1, Gen.Constant((int?)null)), (2, Gen.Choose(0, 90).Select(d => (int?)d)))
            .ArrayOf(count)
        from today in Gen.Choose(0, 200)
        from median in Gen.Frequency(
            (1, Gen.Constant((decimal?)null)),
            (2, Gen.Choose(0, 400).Select(d => (decimal?)d / 10))
        )
        from seed in Gen.Choose(0, 1_000)
        where weekend.Count < 6
        select new Situation(
            new BusinessCalendar(
                TimeZoneInfo.FindSystemTimeZoneById(zone),
                weekend.ToHashSet(),
                holidays.Select(d => Start.AddDays(d)).ToHashSet()
            ),
            Start,
            due,
            closed,
            today,
            median,
            seed
        );

    [Fact]
    public void Overdue_is_what_was_due_on_a_business_day_that_is_over() =>
        Prop.ForAll(Situations.ToArbitrary(), s => s.OpenDue.All(due =>
                {
                    // Counted day by day, without the calendar's own stepping.
                    var businessDayPassed = Enumerable
                        .Range(0, Math.Max(0, s.Now.DayNumber - due.DayNumber))
                        .Any(d => s.Calendar.IsBusinessDay(due.AddDays(d)));
                    return s.Calendar.IsOverdue(due, s.Now) == businessDayPassed;
                }))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Stalled_means_a_milestone_overdue_or_too_long_without_progress_and_nothing_else() =>
        Prop.ForAll(Situations.ToArbitrary(), s =>
            {
                var quiet = s.Now.DayNumber - StageTimes.ProgressedOn(s.Opened, s.Days).DayNumber;
                var tooLong = quiet >= 7 && quiet >= 1.5m * (s.Median ?? 0);
                return (s.Assess() is not null) == (tooLong || s.OpenDue.Any(due => s.Calendar.IsOverdue(due, s.Now)));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_stall_began_on_the_first_day_on_which_it_would_have_been_seen() =>
        Prop.ForAll(Situations.ToArbitrary(), s =>
                s.Assess() is not { } stall
                || (
                    (s with { Today = stall.Since.DayNumber - Start.DayNumber }).Assess() == stall
                    && (s with { Today = stall.Since.DayNumber - Start.DayNumber - 1 }).Assess() is null
                )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_milestones_were_reported_makes_no_difference() =>
        Prop.ForAll(Situations.ToArbitrary(), s =>
            {
                var order = Enumerable.Range(0, s.Due.Length).ToArray();
                new Random(s.Seed).Shuffle(order);
                var shuffled = s.Days.ToArray();
                new Random(s.Seed).Shuffle(shuffled);
                var other = s with
                {
                    Due = [.. order.Select(i => s.Due[i])],
                    Closed = [.. order.Select(i => s.Closed[i])],
                };
                return other.Assess() == s.Assess()
                    && StageTimes.Of(s.Opened, 3, s.Days).SequenceEqual(StageTimes.Of(s.Opened, 3, shuffled));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Stages_follow_one_another_and_only_a_stage_without_open_milestones_is_left() =>
        Prop.ForAll(Situations.ToArbitrary(), s =>
            {
                var stages = StageTimes.Of(s.Opened, 3, s.Days);
                return stages[0].EnteredOn == s.Opened
                    && stages.Zip(stages.Skip(1)).All(p => p.Second.EnteredOn == p.First.LeftOn)
                    && stages.All(t =>
                        t.LeftOn is null
                        || (
                            t.LeftOn >= t.EnteredOn
                            && s.Days.Where(m => m.Stage == t.Stage).All(m => m.ClosedOn <= t.LeftOn)
                        )
                    );
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_ladder_climbs_in_business_days_from_the_day_the_stall_began() =>
        Prop.ForAll(Situations.ToArbitrary(), s =>
            {
                var ladder = EscalationStep.Ladder(s.Now, s.Calendar, Options);
                return ladder.Select(l => l.Level).SequenceEqual(["csm", "manager", "sponsors"])
                    && ladder[0].On == s.Now
                    && ladder
                        .Skip(1)
                        .Zip([3, 7])
                        .All(l =>
                            s.Calendar.IsBusinessDay(l.First.On)
                            && Enumerable
                                .Range(s.Now.DayNumber + 1, l.First.On.DayNumber - s.Now.DayNumber)
                                .Count(d => s.Calendar.IsBusinessDay(DateOnly.FromDayNumber(d))) == l.Second
                        );
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, 7)]
    [InlineData(4.0, 7)]
    [InlineData(4.8, 8)]
    [InlineData(20.0, 30)]
    public void Quiet_for_the_longer_of_seven_days_and_one_and_a_half_times_the_segments_median(
        double? median,
        int days
    ) => Stall.QuietLimit((decimal?)median, Options).ShouldBe(days);
}
