namespace Platform.HealthScoring.Insights;

/// <summary>Retention by cohort and their weighted mean; pure. Subjects are counted one by one and not kept: of a large
/// book there are millions, each with a year of half-hours.</summary>
/// <param name="now">The end of what is known, in half-hours: nothing at or after it is looked at.</param>
public sealed class RetentionCurves(RetentionOptions options, long now)
{
    private const int Week = 7;

    private readonly SortedDictionary<DateOnly, Counts> _cohorts = [];

    public static RetentionResult Of(IEnumerable<RetentionSubject> subjects, RetentionOptions options, long now)
    {
        var curves = new RetentionCurves(options, now);
        foreach (var subject in subjects)
            curves.Add(subject);
        return curves.Result();
    }

    public void Add(RetentionSubject subject)
    {
        if (subject.Start >= now)
            return;
        var from = FirstDayOf(subject.FirstDay);
        if (!_cohorts.TryGetValue(from, out var counts))
            _cohorts[from] = counts = new Counts(options.Points.Count);
        counts.Size++;
        var came = DaysOf(subject);
        for (var p = 0; p < options.Points.Count; p++)
        {
            var (day, until) = (options.Points[p], EndOf(options, p));
            if (Came(came, day, until ?? int.MaxValue))
                counts.Retained[p]++;
            counts.Open[p] |= EndsAt(subject, options, until ?? day + 1) > now;
        }
    }

    public RetentionResult Result()
    {
        var cohorts = _cohorts.Select(c => CohortOf(c.Key, c.Value)).ToList();
        return new(
            cohorts,
            [.. options.Points.Select((day, p) => MeanOf(day, [.. cohorts.Select(c => (c.Size, c.Cells[p]))]))]
        );
    }

    private DateOnly FirstDayOf(DateOnly day) =>
        options.Cohorts == CohortKind.Month
            ? new DateOnly(day.Year, day.Month, 1)
            // The first day of all was a Monday.
            : DateOnly.FromDayNumber(day.DayNumber / Week * Week);

    private RetentionCohort CohortOf(DateOnly from, Counts counts)
    {
        var to = (options.Cohorts == CohortKind.Month ? from.AddMonths(1) : from.AddDays(Week)).AddDays(-1);
        return new(
            from,
            to,
            counts.Size,
            [
                .. options.Points.Select(
                    (day, p) =>
                        new RetentionCell(
                            day,
                            counts.Retained[p],
                            (double)counts.Retained[p] / counts.Size,
                            !counts.Open[p]
                        )
                ),
            ]
        );
    }

    /// <summary>The days since the start with activity, ascending; a day may be there more than
    /// once.</summary>
    private List<int> DaysOf(RetentionSubject subject)
    {
        var days = new List<int>(subject.Active.Count);
        foreach (var at in subject.Active)
            if (
                at >= subject.Start
                && at < now
                && (int)DayOf(subject, options, at) is var day
                && (days.Count == 0 || days[^1] != day)
            )
                days.Add(day);
        days.Sort();
        return days;
    }

    private static bool Came(List<int> days, int from, int until)
    {
        var first = days.BinarySearch(from);
        // Of several of the same day it may have found any; the next that is not smaller is as good.
        if (first < 0)
            first = ~first;
        return first < days.Count && days[first] < until;
    }

    /// <summary>The first day that no longer counts; null: all later ones do.</summary>
    private static int? EndOf(RetentionOptions options, int point) =>
        options.Kind switch
        {
            RetentionKind.NDay => options.Points[point] + 1,
            RetentionKind.Bracket => point + 1 < options.Points.Count
                ? options.Points[point + 1]
                : options.Points[point]
                    + Math.Max(1, options.Points[point] - (point > 0 ? options.Points[point - 1] : 0)),
            _ => null,
        };

    private static long DayOf(RetentionSubject member, RetentionOptions options, long at) =>
        options.Rolling
            ? (at - member.Start) / RetentionSubject.PerDay
            : at / RetentionSubject.PerDay - member.Start / RetentionSubject.PerDay;

    /// <summary>The half-hour at which day <paramref name="day"/> after the start begins, which is when the one before
    /// it is over.</summary>
    private static long EndsAt(RetentionSubject member, RetentionOptions options, int day) =>
        (options.Rolling ? member.Start : member.Start / RetentionSubject.PerDay * RetentionSubject.PerDay)
        + (long)day * RetentionSubject.PerDay;

    private static RetentionPoint MeanOf(int day, List<(int Size, RetentionCell Cell)> cells)
    {
        var complete = cells.Where(c => c.Cell.Complete).ToList();
        var (size, retained) = (complete.Sum(c => c.Size), complete.Sum(c => c.Cell.Retained));
        return new(day, size, retained, size == 0 ? null : (double)retained / size);
    }

    private sealed class Counts(int points)
    {
        public int Size { get; set; }
        public int[] Retained { get; } = new int[points];

        /// <summary>The period of at least one subject is not over.</summary>
        public bool[] Open { get; } = new bool[points];
    }
}
