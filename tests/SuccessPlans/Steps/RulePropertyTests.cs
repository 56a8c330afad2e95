using FsCheck;
using FsCheck.Fluent;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Objectives;
using Platform.SuccessPlans.Organisation;
using Platform.SuccessPlans.Scheduling;
using Platform.SuccessPlans.Steps;

namespace Platform.SuccessPlans.Tests.Steps;

/// <summary>Rules that have to hold for any calendar, any time zone and any plan.</summary>
public class RulePropertyTests
{
    private static readonly DateOnly Day0 = new(2026, 1, 1);
    private static readonly string[] Zones =
    [
        "Etc/UTC",
        "Pacific/Kiritimati",
        "America/Los_Angeles",
        "Europe/Berlin",
        "Asia/Kathmandu",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
    ];

    [Fact]
    public void Overdue_begins_once_the_last_working_day_to_do_it_is_over_in_any_calendar_and_time_zone() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(byte weekend, byte[] holidays, byte zone, ushort due, int seconds)>(),
                world =>
                {
                    var calendar = Calendar(world.weekend, world.holidays, world.zone);
                    var dueOn = Day0.AddDays(world.due % 700);
                    var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(
                        Math.Abs((long)world.seconds) % (700 * 86_400L)
                    );
                    var today = calendar.DateOf(now);
                    // Said independently: it has time until the end of the first working day on or after the due date.
                    var lastChance = dueOn;
                    while (!calendar.IsBusinessDay(lastChance))
                        lastChance = lastChance.AddDays(1);
                    return calendar.IsOverdue(dueOn, today) == (now > calendar.EndOf(lastChance));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Value_delivered_is_within_0_and_1_and_the_same_for_a_metric_counted_the_other_way_round() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int baseline, int target, int current)>(), m =>
            {
                if (m.baseline == m.target)
                    return DeliveredValue.Share(m.baseline, m.target, m.current) is null;
                var share = DeliveredValue.Share(m.baseline, m.target, m.current);
                var reached = m.target > m.baseline ? m.current >= m.target : m.current <= m.target;
                var lost = m.target > m.baseline ? m.current <= m.baseline : m.current >= m.baseline;
                return share is >= 0 and <= 1
                    && share == DeliveredValue.Share(-(decimal)m.baseline, -(decimal)m.target, -(decimal)m.current)
                    && (!reached || share == 1)
                    && (!lost || share == 0);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_expected_end_is_that_of_the_longest_chain_and_the_critical_path_leads_to_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte weekend, (byte days, byte[] before)[] steps)>(), world =>
            {
                var calendar = Calendar(world.weekend, [], 0);
                var steps = Steps(world.steps);
                var schedule = Schedule.Of(steps, Day0, Day0, calendar);
                return steps.Count == 0
                    || (
                        schedule.CriticalPath.Count > 0
                        && schedule.Steps[schedule.CriticalPath[^1]].ExpectedOn == schedule.ExpectedEnd
                        && steps.All(s =>
                            s.DependsOn.All(d => schedule.Steps[d].ExpectedOn <= schedule.Steps[s.Id].ExpectedOn)
                        )
                    );
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_ripple_leaves_no_pushed_step_before_what_it_waits_for_and_pulls_nothing_forward() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte weekend, byte delay, (byte days, byte[] before)[] steps)>(), world =>
            {
                var steps = Steps(world.steps);
                if (steps.Count == 0)
                    return true;
                var moves = Ripple
                    .Of(steps, steps[0].Id, steps[0].DueOn.AddDays(world.delay), Calendar(world.weekend, [], 0))
                    .ToDictionary(m => m.StepId);
                DateOnly Due(Guid id) =>
                    moves.TryGetValue(id, out var move) ? move.To : steps.Single(s => s.Id == id).DueOn;
                return moves.Values.All(m => m.To > m.From)
                    && steps.All(s => s.DependsOn.Where(moves.ContainsKey).All(d => Due(d) <= Due(s.Id)));
            })
            .QuickCheckThrowOnFailure();

    /// <summary>Each waits only for earlier ones, so there is no circle.</summary>
    private static List<Step> Steps((byte Days, byte[] Before)[]? shape)
    {
        var ids = (shape ?? []).Take(12).Select(_ => Guid.NewGuid()).ToList();
        return
        [
            .. ids.Select(
                (id, i) =>
                    new Step
                    {
                        Id = id,
                        Name = $"{i}",
                        Kind = "milestone",
                        Days = shape![i].Days % 10,
                        DueOn = Day0.AddDays(i),
                        DependsOn = i == 0 ? [] : [.. (shape[i].Before ?? []).Select(b => ids[b % i]).Distinct()],
                    }
            ),
        ];
    }

    private static BusinessCalendar Calendar(byte weekend, byte[]? holidays, byte zone)
    {
        // Six days off at most: an organisation that never works has no calendar.
        var off = Enum.GetValues<DayOfWeek>().Where(d => (weekend >> (int)d & 1) == 1).Take(6).ToHashSet();
        return new BusinessCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(Zones[zone % Zones.Length]),
            off,
            (holidays ?? []).Take(40).Select(h => Day0.AddDays(h * 3)).ToHashSet()
        );
    }
}
