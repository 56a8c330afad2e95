using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;

namespace Platform.HealthScoring.PowerUsers;

/// <param name="Name"><c>seats_used</c> or <c>users_growth</c>.</param>
/// <param name="Value">In per cent.</param>
/// <param name="Since">The first day from which it held without a break, as far as the days that were read tell.</param>
public sealed record ReachedThreshold(string Name, decimal Value, decimal Limit, DateOnly Since);

/// <summary>Configuration section <c>UsageThresholds</c>.</summary>
public sealed class UsageThresholdOptions
{
    /// <summary>Per cent of paid seats in use, on each of <see cref="SeatsUsedDays"/>.</summary>
    public decimal SeatsUsed { get; set; } = 85;

    public int SeatsUsedDays { get; set; } = 14;

    /// <summary>Per cent more monthly users than a quarter (90 days) before.</summary>
    public decimal UsersGrowth { get; set; } = 60;

    /// <summary>Growth of fewer users than this says nothing. Our own choice.</summary>
    public int UsersGrowthLeast { get; set; } = 5;
}

/// <summary>Which thresholds of use an account has reached, from the last 120 days of its activity.</summary>
public static class UsageThresholds
{
    public const int Window = 120;
    private const int Month = 30;
    private const int Quarter = 90;

    public static IReadOnlyList<ReachedThreshold> Reached(DateOnly asOf, IReadOnlyList<UsageDay> days, AccountFacts facts, UsageThresholdOptions options)
    {
        var reached = new List<ReachedThreshold>();
        if (SeatsUsed(asOf, days, facts, options) is { } seats) reached.Add(seats);
        var (now, before) = (MonthlyUsers(days, asOf), MonthlyUsers(days, asOf.AddDays(-Quarter)));
        if (before >= options.UsersGrowthLeast && 100m * (now - before) / before is var growth && growth >= options.UsersGrowth)
            reached.Add(new ReachedThreshold("users_growth", Math.Round(growth, 1), options.UsersGrowth, asOf));
        return reached;
    }

    private static ReachedThreshold? SeatsUsed(
        DateOnly asOf, IReadOnlyList<UsageDay> days, AccountFacts facts, UsageThresholdOptions options)
    {
        if (FactMeasures.PaidSeats(facts, asOf) is not ({ } seats and > 0)) return null;
        decimal? Used(DateOnly day) => (FactMeasures.PaidSeats(facts, day) ?? seats) is var paid and > 0
            ? 100m * MonthlyUsers(days, day) / paid
            : null;
        // As far back as the days that were read tell, so that a book that was just imported says since when.
        var held = 0;
        while (held < Window - Month && Used(asOf.AddDays(-held)) is { } used && used >= options.SeatsUsed) held++;
        return held < options.SeatsUsedDays
            ? null
            : new ReachedThreshold("seats_used", Math.Round(Used(asOf)!.Value, 1), options.SeatsUsed, asOf.AddDays(1 - held));
    }

    private static int MonthlyUsers(IReadOnlyList<UsageDay> days, DateOnly asOf)
    {
        var users = new UserSet();
        foreach (var day in days)
        {
            var age = asOf.DayNumber - day.Day.DayNumber;
            if (age is < 0 or >= Month) continue;
            var features = DayActivity.Read(day.Activity.Span);
            while (features.Next()) users.UnionWith(features.Users);
        }
        return users.Count;
    }
}
