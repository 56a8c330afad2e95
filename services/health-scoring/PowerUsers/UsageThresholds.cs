using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.PowerUsers;

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
