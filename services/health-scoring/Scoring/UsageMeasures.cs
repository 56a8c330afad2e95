using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scoring;

/// <summary>The activity measures of domain.md §2 from an account's window of daily rollups.</summary>
public static class UsageMeasures
{
    private const int Month = 30;
    private const int Week = 7;
    private const int FourWeeks = 28;

    /// <summary>A customer of so many days who never used the product counts as not using it, rather than as unknown.
    /// Our own choice.</summary>
    public const int ExpectUseAfterDays = 30;

    public static void AddTo(MeasureValues values, UsageWindow window, DateOnly? customerSince, int? paidSeats)
    {
        var asOf = window.AsOf;
        var known =
            window.FirstUse is not null
            || (
                window.CoreFeatures.Count > 0
                && customerSince is { } since
                && asOf.DayNumber - since.DayNumber >= ExpectUseAfterDays
            );
        if (window.LastUse is { } last)
            values[Measure.DaysSinceLastActivity] = asOf.DayNumber - last.DayNumber;
        else if (customerSince is { } start && start <= asOf)
            values[Measure.DaysSinceLastActivity] = asOf.DayNumber - start.DayNumber;
        if (!known)
            return;

        var sums = Sum(window);
        var mau = sums.Month;
        values[Measure.Dau] = sums.Today;
        values[Measure.Wau] = sums.LastWeek;
        values[Measure.Mau] = mau;
        values[Measure.Events] = sums.Events;
        values[Measure.Sessions] = sums.Sessions;
        values[Measure.DistinctFeatures] = sums.Features;
        values[Measure.Depth] = mau == 0 ? 0 : (decimal)sums.Events / mau;

        var (days, weekdays) = DaysInUse(window);
        var stickiness = Stickiness(sums.UserDays, days, mau);
        values[Measure.Stickiness] = stickiness;
        values[Measure.StickinessWeekdays] = Stickiness(sums.WeekdayUserDays, weekdays, sums.Weekdays);
        if (paidSeats is > 0)
            values[Measure.ActiveSeatShare] = 100m * mau / paidSeats;

        if (window.FirstUse is { } first && first <= asOf.AddDays(1 - 2 * FourWeeks) && sums.EventsFourWeeksBefore > 0)
            values[Measure.ActivityChange] =
                100m * (sums.EventsFourWeeks - sums.EventsFourWeeksBefore) / sums.EventsFourWeeksBefore;

        decimal? adoption = null;
        if (window.CoreFeatures.Count > 0)
        {
            var core = sums.CoreFeatures;
            adoption = mau == 0 ? 0 : 100m * sums.CorePairs / ((decimal)mau * window.CoreFeatures.Count);
            values[Measure.DistinctCoreFeatures] = core;
            values[Measure.Breadth] = 100m * core / window.CoreFeatures.Count;
            values[Measure.Adoption] = adoption;
        }

        decimal gained = sums.Gained,
            dropped = sums.Dropped;
        decimal? growth = gained + dropped == 0 ? null : 100 * gained / (gained + dropped);
        values[Measure.Growth] = growth;
        if (adoption is not null || stickiness is not null)
            values[Measure.ProductEngagement] = new[] { adoption, stickiness, growth }.Average();
    }

    private static decimal? Stickiness(int userDays, int days, int users) =>
        users == 0 ? 0
        : days == 0 ? null
        : 100m * userDays / days / users;

    /// <summary>Days of the month window since first use, and those of them from Monday to Friday: a young account is
    /// not measured against days before it began.</summary>
    internal static (int All, int Weekdays) DaysInUse(UsageWindow window)
    {
        int all = 0,
            weekdays = 0;
        for (var back = 0; back < Month; back++)
        {
            var day = window.AsOf.AddDays(-back);
            if (day < window.FirstUse)
                break;
            all++;
            if (!IsWeekend(day))
                weekdays++;
        }
        return (all, weekdays);
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>From the packed window with the days after it added, or else from day rows; the same either
    /// way.</summary>
    public static UsageSums Sum(UsageWindow window)
    {
        if (window.Packed is not { } packed)
            return SumDays(window);
        if (packed.Through < window.AsOf.DayNumber && window.Days.Count > 0)
            packed = packed.With(window.AsOf, window.Days);
        return new WindowKernel(window.AsOf, window.CoreFeatures).Sum(packed.View);
    }

    private static UsageSums SumDays(UsageWindow window)
    {
        var sums = new Sums();
        foreach (var day in window.Days)
        {
            var age = window.AsOf.DayNumber - day.Day.DayNumber;
            if (age is < 0 or >= 2 * Month)
                continue;
            if (age < FourWeeks)
                sums.EventsFourWeeks += day.Events;
            else if (age < 2 * FourWeeks)
                sums.EventsFourWeeksBefore += day.Events;
            if (age < Month)
                AddCurrent(sums, day, age, window.CoreFeatures);
            else
            {
                var features = DayActivity.Read(day.Activity.Span);
                while (features.Next())
                    sums.Before.UnionWith(features.Users);
            }
        }
        return new UsageSums(
            sums.Today,
            sums.LastWeek.Count,
            sums.Current.Count,
            sums.Weekdays.Count,
            sums.UserDays,
            sums.WeekdayUserDays,
            sums.Events,
            sums.Sessions,
            sums.EventsFourWeeks,
            sums.EventsFourWeeksBefore,
            sums.Features.Count,
            sums.CoreUsers.Count,
            sums.CoreUsers.Values.Sum(u => u.Count),
            sums.Current.CountExcept(sums.Before),
            sums.Before.CountExcept(sums.Current)
        );
    }

    private static void AddCurrent(Sums sums, in UsageDay day, int age, IReadOnlySet<int> coreFeatures)
    {
        if (age == 0)
            sums.Today = day.ActiveUsers;
        sums.UserDays += day.ActiveUsers;
        sums.Events += day.Events;
        sums.Sessions += day.Sessions;
        var weekday = !IsWeekend(day.Day);
        if (weekday)
            sums.WeekdayUserDays += day.ActiveUsers;

        var features = DayActivity.Read(day.Activity.Span);
        while (features.Next())
        {
            sums.Features.Add(features.Feature);
            sums.Current.UnionWith(features.Users);
            if (weekday)
                sums.Weekdays.UnionWith(features.Users);
            if (age < Week)
                sums.LastWeek.UnionWith(features.Users);
            if (!coreFeatures.Contains(features.Feature))
                continue;
            if (!sums.CoreUsers.TryGetValue(features.Feature, out var users))
                sums.CoreUsers[features.Feature] = users = new UserSet();
            users.UnionWith(features.Users);
        }
    }

    private sealed class Sums
    {
        public int Today,
            UserDays,
            WeekdayUserDays;
        public long Events,
            Sessions,
            EventsFourWeeks,
            EventsFourWeeksBefore;
        public UserSet Current { get; } = new();
        public UserSet Before { get; } = new();
        public UserSet LastWeek { get; } = new();
        public UserSet Weekdays { get; } = new();
        public HashSet<int> Features { get; } = [];
        public Dictionary<int, UserSet> CoreUsers { get; } = [];
    }
}
