using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Insights;

/// <summary>Somebody (a user or an account) with when they began and when they were active since.</summary>
/// <param name="Start">Half-hours since 0001-01-01 in the organisation's time zone.</param>
/// <param name="Active">Half-hours with activity, the same scale, in any order.</param>
public sealed record RetentionSubject(long Start, IReadOnlyList<long> Active)
{
    public const int PerDay = 48;

    public DateOnly FirstDay => DateOnly.FromDayNumber((int)(Start / PerDay));
}

/// <summary>How coming back is counted.</summary>
public enum RetentionKind
{
    /// <summary>Active on day n itself.</summary>
    NDay,

    /// <summary>Active on day n or at any time after it.</summary>
    Unbounded,

    /// <summary>Active at least once from day n until before the next point.</summary>
    Bracket,
}

/// <param name="Rolling">Days of 24 hours from each one's own start; otherwise calendar days.</param>
/// <param name="Points">Days after the start, ascending; day 0 is the first.</param>
/// <param name="CohortDays">Length of a cohort: who began within so many days of each other.</param>
public sealed record RetentionOptions(RetentionKind Kind, bool Rolling, IReadOnlyList<int> Points, int CohortDays);

/// <param name="Complete">All of the cohort have the whole period behind them; otherwise the figure can still grow, and is left out of the mean.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RetentionCell(int Day, int Retained, double Share, bool Complete);

public sealed record RetentionCohort(DateOnly From, DateOnly To, int Size, IReadOnlyList<RetentionCell> Cells);

/// <param name="Size">Subjects of the cohorts that have reached the period; 0: none has.</param>
/// <param name="Share">Weighted mean over those cohorts; null where none has.</param>
public sealed record RetentionPoint(int Day, int Size, int Retained, double? Share);

public sealed record RetentionResult(IReadOnlyList<RetentionCohort> Cohorts, IReadOnlyList<RetentionPoint> Mean);

/// <summary>Retention by cohort and their weighted mean; pure.</summary>
public static class RetentionCurves
{
    /// <param name="now">The end of what is known, in half-hours: nothing at or after it is looked at.</param>
    public static RetentionResult Of(IEnumerable<RetentionSubject> subjects, RetentionOptions options, long now)
    {
        var cohorts = subjects.Where(s => s.Start < now)
            .GroupBy(s => s.FirstDay.DayNumber / options.CohortDays)
            .OrderBy(g => g.Key)
            .Select(g => CohortOf(g.Key, [.. g], options, now)).ToList();
        return new(cohorts, [.. options.Points.Select((day, p) => MeanOf(day, [.. cohorts.Select(c => (c.Size, c.Cells[p]))]))]);
    }

    private static RetentionCohort CohortOf(int number, List<RetentionSubject> members, RetentionOptions options, long now)
    {
        var cells = options.Points.Select((day, p) =>
        {
            var until = EndOf(options, p);
            var retained = members.Count(m => IsRetained(m, options, day, until, now));
            return new RetentionCell(day, retained, (double)retained / members.Count, members.TrueForAll(m => EndsAt(m, options, until ?? day + 1) <= now));
        }).ToList();
        var from = DateOnly.FromDayNumber(number * options.CohortDays);
        return new(from, from.AddDays(options.CohortDays - 1), members.Count, cells);
    }

    /// <summary>The first day that no longer counts; null: all later ones do.</summary>
    private static int? EndOf(RetentionOptions options, int point) => options.Kind switch
    {
        RetentionKind.NDay => options.Points[point] + 1,
        RetentionKind.Bracket => point + 1 < options.Points.Count ? options.Points[point + 1] : options.Points[point] + Math.Max(1, options.Points[point] - (point > 0 ? options.Points[point - 1] : 0)),
        _ => null,
    };

    private static bool IsRetained(RetentionSubject member, RetentionOptions options, int from, int? until, long now)
    {
        foreach (var at in member.Active)
        {
            if (at < member.Start || at >= now) continue;
            var day = DayOf(member, options, at);
            if (day >= from && (until is null || day < until)) return true;
        }
        return false;
    }

    private static long DayOf(RetentionSubject member, RetentionOptions options, long at) =>
        options.Rolling ? (at - member.Start) / RetentionSubject.PerDay : at / RetentionSubject.PerDay - member.Start / RetentionSubject.PerDay;

    /// <summary>The half-hour at which day <paramref name="day"/> after the start begins, which is when the one before it is over.</summary>
    private static long EndsAt(RetentionSubject member, RetentionOptions options, int day) =>
        (options.Rolling ? member.Start : member.Start / RetentionSubject.PerDay * RetentionSubject.PerDay) + (long)day * RetentionSubject.PerDay;

    private static RetentionPoint MeanOf(int day, List<(int Size, RetentionCell Cell)> cells)
    {
        var complete = cells.Where(c => c.Cell.Complete).ToList();
        var (size, retained) = (complete.Sum(c => c.Size), complete.Sum(c => c.Cell.Retained));
        return new(day, size, retained, size == 0 ? null : (double)retained / size);
    }
}
