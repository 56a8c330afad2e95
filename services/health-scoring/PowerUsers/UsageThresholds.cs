using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;

namespace Platform.HealthScoring.PowerUsers;

/// <param name="Name"><c>seats_used</c>, <c>users_growth</c>, <c>premium_use</c> or <c>new_team</c>.</param>
/// <param name="Value">In per cent; attempts or teams for the last two.</param>
/// <param name="Since">
/// The first day from which it held without a break, as far as the days that were read tell.
/// </param>
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

    /// <summary>
    /// Refused attempts at premium features in 30 days that are more than a wrong click. Our own choice.
    /// </summary>
    public int PremiumAttempts { get; set; } = 3;

    /// <summary>
    /// A team counts as new where it was first seen so many days after the account's first: until then the source may
    /// just have begun to name teams. Our own choice.
    /// </summary>
    public int NewTeamAfterDays { get; set; } = 14;
}

/// <summary>Interest beyond what was bought, as of a day.</summary>
/// <param name="Attempts">Refused attempts at premium features in the last 30 days, and the first day of them.</param>
/// <param name="Teams">The first days of all teams of the account up to the day.</param>
public sealed record ExpansionSigns((int Count, DateOnly Since)? Attempts, IReadOnlyList<DateOnly> Teams)
{
    public static readonly ExpansionSigns None = new(null, []);
}

/// <summary>Which thresholds of use an account has reached, from the last 120 days of its activity.</summary>
public static class UsageThresholds
{
    public const int Window = 120;
    private const int Month = 30;
    private const int Quarter = 90;

    public static IReadOnlyList<ReachedThreshold> Reached(
        DateOnly asOf,
        IReadOnlyList<UsageDay> days,
        AccountFacts facts,
        ExpansionSigns signs,
        UsageThresholdOptions options
    )
    {
        var reached = new List<ReachedThreshold>();
        if (SeatsUsed(asOf, days, facts, options) is { } seats)
            reached.Add(seats);
        var (now, before) = (MonthlyUsers(days, asOf), MonthlyUsers(days, asOf.AddDays(-Quarter)));
        if (
            before >= options.UsersGrowthLeast
            && 100m * (now - before) / before is var growth
            && growth >= options.UsersGrowth
        )
            reached.Add(new ReachedThreshold("users_growth", Math.Round(growth, 1), options.UsersGrowth, asOf));
        if (signs.Attempts is { } attempts && attempts.Count >= options.PremiumAttempts)
            reached.Add(new ReachedThreshold("premium_use", attempts.Count, options.PremiumAttempts, attempts.Since));
        if (NewTeams(asOf, signs.Teams, options) is { } teams)
            reached.Add(teams);
        return reached;
    }

    /// <summary>For a month a team is new.</summary>
    private static ReachedThreshold? NewTeams(
        DateOnly asOf,
        IReadOnlyList<DateOnly> teams,
        UsageThresholdOptions options
    )
    {
        if (teams.Count == 0)
            return null;
        var settled = teams.Min().AddDays(options.NewTeamAfterDays);
        var fresh = teams.Where(t => t >= settled && t > asOf.AddDays(-Month) && t <= asOf).ToList();
        return fresh.Count == 0 ? null : new ReachedThreshold("new_team", fresh.Count, 1, fresh.Min());
    }

    private static ReachedThreshold? SeatsUsed(
        DateOnly asOf,
        IReadOnlyList<UsageDay> days,
        AccountFacts facts,
        UsageThresholdOptions options
    )
    {
        if (FactMeasures.PaidSeats(facts, asOf) is not ({ } seats and > 0))
            return null;
        decimal? Used(DateOnly day) =>
            (FactMeasures.PaidSeats(facts, day) ?? seats) is var paid and > 0
                ? 100m * MonthlyUsers(days, day) / paid
                : null;
        // As far back as the days that were read tell, so that a book that was just imported says since when.
        var held = 0;
        while (held < Window - Month && Used(asOf.AddDays(-held)) is { } used && used >= options.SeatsUsed)
            held++;
        return held < options.SeatsUsedDays
            ? null
            : new ReachedThreshold(
                "seats_used",
                Math.Round(Used(asOf)!.Value, 1),
                options.SeatsUsed,
                asOf.AddDays(1 - held)
            );
    }

    private static int MonthlyUsers(IReadOnlyList<UsageDay> days, DateOnly asOf)
    {
        var users = new UserSet();
        foreach (var day in days)
        {
            var age = asOf.DayNumber - day.Day.DayNumber;
            if (age is < 0 or >= Month)
                continue;
            var features = DayActivity.Read(day.Activity.Span);
            while (features.Next())
                users.UnionWith(features.Users);
        }
        return users.Count;
    }
}
