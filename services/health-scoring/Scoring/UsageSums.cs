using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// What the activity measures are computed from: counts over the windows that end with the as-of day. Whole numbers
/// throughout, so that any way of adding up gives the same.
/// </summary>
/// <param name="Today">Users of the as-of day.</param>
/// <param name="UserDays">Of the last 30 days; <paramref name="WeekdayUserDays"/> without Saturdays and
/// Sundays.</param>
/// <param name="Features">Distinct in 30 days; <paramref name="CoreFeatures"/> of them core, and
/// <paramref name="CorePairs"/> distinct pairs of user and core feature.</param>
/// <param name="Gained">Users of the last 30 days who were not there in the 30 days before; <paramref name="Dropped"/>
/// the other way round.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageSums(
    int Today,
    int LastWeek,
    int Month,
    int Weekdays,
    int UserDays,
    int WeekdayUserDays,
    long Events,
    long Sessions,
    long EventsFourWeeks,
    long EventsFourWeeksBefore,
    int Features,
    int CoreFeatures,
    int CorePairs,
    int Gained,
    int Dropped
);
