using Platform.HealthScoring.Usage;

namespace Platform.HealthScoring.PowerUsers;

/// <param name="Share">Of the account's events in the baseline, 0–1.</param>
/// <param name="Departure">Set where the user has departed.</param>
public sealed record PowerUserFinding(int User, decimal Share, Departure? Departure);

/// <param name="Fall">Of daily activity against the baseline, 0–1; 1 is a stop.</param>
/// <param name="Successors">Other users who were active lately, most active first.</param>
public sealed record Departure(decimal Fall, DateOnly LastActiveOn, bool OthersRemain, IReadOnlyList<int> Successors);

/// <summary>
/// Finds the power users of an account and their departures from its daily tallies. The baseline is the 30 days before the last 14, so that a user who
/// stopped is measured against what they did before, and not against their absence.
/// </summary>
public static class PowerUserRules
{
    public const int BaselineDays = 30;
    private const int MostSuccessors = 3;
    private const int LeastEventsOfOthers = 10;

    /// <summary>A user with a quarter of the departed one's daily activity remains of high activity.</summary>
    private const decimal HighActivity = 0.25m;

    public static IReadOnlyList<PowerUserFinding> Assess(DateOnly asOf, IEnumerable<(DateOnly Day, DayTally Tally)> days, PowerUserOptions options)
    {
        var users = new Dictionary<int, UserSums>();
        long baseline = 0, recent = 0;
        foreach (var (day, tally) in days)
        {
            var age = asOf.DayNumber - day.DayNumber;
            if (age < 0 || age >= options.Days + BaselineDays) continue;
            foreach (var entry in tally.Entries)
            {
                if (!users.TryGetValue(entry.User, out var user)) users[entry.User] = user = new UserSums();
                (age < options.Days ? user.RecentDays : user.BaselineDays).Add(day);
                if (age < options.Days) (user.Recent, recent) = (user.Recent + entry.Events, recent + entry.Events);
                else (user.Baseline, baseline) = (user.Baseline + entry.Events, baseline + entry.Events);
                if (day > user.Last) user.Last = day;
            }
        }
        if (baseline < options.LeastEvents) return [];

        var findings = new List<PowerUserFinding>();
        foreach (var (number, user) in users.OrderBy(u => u.Key))
        {
            var share = (decimal)user.Baseline / baseline;
            if (share <= options.Share) continue;
            var fall = Math.Clamp(1 - (decimal)user.Recent / options.Days * BaselineDays / user.Baseline, 0, 1);
            var usual = UsualPerDay(user, baseline - user.Baseline, recent - user.Recent, options);
            var silent = asOf.DayNumber - user.Last.DayNumber;
            var departed = (fall >= options.Fall && PoissonAtMost(user.RecentDays.Count, usual * options.Days) <= options.Chance)
                || (silent >= options.SilentDays && PoissonAtMost(0, usual * silent) <= options.Chance);
            findings.Add(new PowerUserFinding(number, Math.Round(share, 4), departed ? DepartureOf(number, fall, users, options) : null));
        }
        return findings;
    }

    /// <summary>Active days per day that the user would have kept up, had they done as the others did since: more than before is not expected of anybody.</summary>
    private static double UsualPerDay(UserSums user, long othersBaseline, long othersRecent, PowerUserOptions options)
    {
        var othersKept = othersBaseline < LeastEventsOfOthers ? 1 : Math.Min(1, (double)othersRecent / options.Days * BaselineDays / othersBaseline);
        return (double)user.BaselineDays.Count / BaselineDays * othersKept;
    }

    private static double PoissonAtMost(int count, double expected)
    {
        double term = Math.Exp(-expected), sum = term;
        for (var k = 1; k <= count; k++) sum += term *= expected / k;
        return sum;
    }

    private static Departure DepartureOf(int departed, decimal fall, Dictionary<int, UserSums> users, PowerUserOptions options)
    {
        var others = users.Where(u => u.Key != departed && u.Value.Recent > 0).OrderByDescending(u => u.Value.Recent).ThenBy(u => u.Key).ToList();
        var dailyBefore = (decimal)users[departed].Baseline / BaselineDays;
        return new Departure(Math.Round(fall, 4), users[departed].Last,
            others.Exists(u => (decimal)u.Value.Recent / options.Days >= HighActivity * dailyBefore), [.. others.Take(MostSuccessors).Select(u => u.Key)]);
    }

    private sealed class UserSums
    {
        public long Baseline, Recent;
        public DateOnly Last;
        public HashSet<DateOnly> BaselineDays { get; } = [];
        public HashSet<DateOnly> RecentDays { get; } = [];
    }
}
