using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Scheduling;

/// <param name="ExpectedEnd">When the last step is expected to be done; null for a plan without steps.</param>
/// <param name="CriticalPath">Ids in order: a day lost on any of them is a day lost at the end.</param>
public sealed record Schedule(
    DateOnly? ExpectedEnd,
    IReadOnlyList<Guid> CriticalPath,
    IReadOnlyDictionary<Guid, ScheduledStep> Steps
)
{
    /// <summary>
    /// The critical path method in business days. What is done ended when it was done; what is not begins today or once
    /// all that it waits for is expected, and takes its days (a step of 0 days happens on the day on which the last of
    /// them ends).
    /// </summary>
    public static Schedule Of(
        IReadOnlyCollection<Step> steps,
        DateOnly startsOn,
        DateOnly today,
        BusinessCalendar calendar
    )
    {
        if (steps.Count == 0)
            return new Schedule(null, [], new Dictionary<Guid, ScheduledStep>());
        var graph = new StepGraph(steps);
        var ordered = graph.InOrder();
        var begin = calendar.OnOrAfter(startsOn > today ? startsOn : today);
        var ends = new Dictionary<Guid, DateOnly>();
        foreach (var step in ordered)
        {
            var after = graph.WaitsFor(step.Id).Select(s => ends[s.Id]).DefaultIfEmpty(DateOnly.MinValue).Max();
            ends[step.Id] = step.DoneOn ?? EndAfter(after, begin, step.Days, calendar);
        }

        var end = ends.Values.Max();
        var latest = LatestEnds(ordered, graph, end, calendar);
        var scheduled = ordered.ToDictionary(
            s => s.Id,
            s =>
            {
                var slack = s.DoneOn is null ? BusinessDaysBetween(ends[s.Id], latest[s.Id], calendar) : 0;
                return new ScheduledStep(
                    s.Id,
                    ends[s.Id],
                    slack,
                    s.DoneOn is null && slack == 0,
                    s.DoneOn is null && ends[s.Id] > calendar.OnOrAfter(s.DueOn)
                );
            }
        );
        return new Schedule(
            end,
            [.. ordered.Where(s => scheduled[s.Id].Critical).OrderBy(s => ends[s.Id]).Select(s => s.Id)],
            scheduled
        );
    }

    private static DateOnly EndAfter(DateOnly after, DateOnly begin, int days, BusinessCalendar calendar)
    {
        if (after < begin)
            return days == 0 ? begin : calendar.Add(begin, days - 1);
        return days == 0 ? calendar.OnOrAfter(after) : calendar.Add(after, days);
    }

    /// <summary>Backwards from the end: a step has to be over before the latest start of each that waits for
    /// it.</summary>
    private static Dictionary<Guid, DateOnly> LatestEnds(
        IReadOnlyList<Step> ordered,
        StepGraph graph,
        DateOnly end,
        BusinessCalendar calendar
    )
    {
        var latest = ordered.ToDictionary(s => s.Id, _ => end);
        foreach (var step in ordered.Reverse().Where(s => s.DoneOn is null))
        {
            var mustEnd = calendar.Back(latest[step.Id], step.Days);
            foreach (var before in graph.WaitsFor(step.Id))
                if (mustEnd < latest[before.Id])
                    latest[before.Id] = mustEnd;
        }

        return latest;
    }

    private static int BusinessDaysBetween(DateOnly from, DateOnly to, BusinessCalendar calendar)
    {
        var count = 0;
        for (var day = from; day < to; )
        {
            day = day.AddDays(1);
            if (calendar.IsBusinessDay(day))
                count++;
        }

        return count;
    }
}
