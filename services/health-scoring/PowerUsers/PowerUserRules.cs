using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>
/// Finds the power users of an account and their departures from its daily tallies. Two windows: a power user has more
/// than half of the events of the last 30 days. Only for departures the baseline is asked, the 30 days before the last
/// 14, so that a user who stopped is measured against what they did before, and not against their absence.
/// </summary>
public static class PowerUserRules
{
    public const int WindowDays = 30;
    public const int BaselineDays = 30;
    private const int MostSuccessors = 3;
    private const int LeastEventsOfOthers = 10;

    /// <summary>A user with a quarter of the departed one's daily activity remains of high activity.</summary>
    private const decimal HighActivity = 0.25m;

    /// <summary>Days before the as-of day that are looked at, itself included.</summary>
    public static int DaysLookedAt(PowerUserOptions options) => Math.Max(WindowDays, options.Days + BaselineDays);

    public static IReadOnlyList<PowerUserFinding> Assess(
        DateOnly asOf,
        IEnumerable<(DateOnly Day, DailyUsage Tally)> days,
        PowerUserOptions options
    )
    {
        var users = new Dictionary<int, UserSums>();
        var all = new UserSums();
        foreach (var (day, tally) in days)
        {
            var age = asOf.DayNumber - day.DayNumber;
            if (age < 0 || age >= DaysLookedAt(options))
                continue;
            foreach (var entry in tally.Entries)
            {
                if (!users.TryGetValue(entry.User, out var user))
                    users[entry.User] = user = new UserSums();
                user.Add(day, age, entry.Events, options.Days);
                all.Add(day, age, entry.Events, options.Days);
            }
        }

        var findings = new List<PowerUserFinding>();
        foreach (var (number, user) in users.OrderBy(u => u.Key))
        {
            var share = ShareOf(user.Window, all.Window, options.Share, least: 1);
            var before = ShareOf(user.Baseline, all.Baseline, options.Share, options.LeastEvents);
            if (share is null && before is null)
                continue;
            findings.Add(
                new PowerUserFinding(
                    number,
                    share,
                    before,
                    user.Recent > 0,
                    before is null ? null : DepartureOf(number, asOf, users, all, options)
                )
            );
        }
        return findings;
    }

    private static decimal? ShareOf(long events, long ofAll, decimal limit, int least) =>
        ofAll >= least && (decimal)events / ofAll is var share && share > limit ? Math.Round(share, 4) : null;

    /// <summary>Null where the user keeps up, or where so few active days may be chance.</summary>
    private static Departure? DepartureOf(
        int number,
        DateOnly asOf,
        Dictionary<int, UserSums> users,
        UserSums all,
        PowerUserOptions options
    )
    {
        var user = users[number];
        var fall = Math.Clamp(1 - (decimal)user.Recent / options.Days * BaselineDays / user.Baseline, 0, 1);
        var usual = UsualPerDay(user, all.Baseline - user.Baseline, all.Recent - user.Recent, options);
        var silent = asOf.DayNumber - user.Last.DayNumber;
        var fell = fall >= options.Fall && PoissonAtMost(user.RecentDays.Count, usual * options.Days) <= options.Chance;
        var stopped = silent >= options.SilentDays && PoissonAtMost(0, usual * silent) <= options.Chance;
        if (!fell && !stopped)
            return null;

        var others = users
            .Where(u => u.Key != number && u.Value.Recent > 0)
            .OrderByDescending(u => u.Value.Recent)
            .ThenBy(u => u.Key)
            .ToList();
        var dailyBefore = (decimal)user.Baseline / BaselineDays;
        return new Departure(
            Math.Round(fall, 4),
            user.Last,
            others.Exists(u => (decimal)u.Value.Recent / options.Days >= HighActivity * dailyBefore),
            [.. others.Take(MostSuccessors).Select(u => u.Key)]
        );
    }

    /// <summary>
    /// Active days per day that the user would have kept up, had they done as the others did since: more than before is
    /// not expected.
    /// </summary>
    private static double UsualPerDay(UserSums user, long othersBaseline, long othersRecent, PowerUserOptions options)
    {
        var othersKept =
            othersBaseline < LeastEventsOfOthers
                ? 1
                : Math.Min(1, (double)othersRecent / options.Days * BaselineDays / othersBaseline);
        return (double)user.BaselineDays.Count / BaselineDays * othersKept;
    }

    private static double PoissonAtMost(int count, double expected)
    {
        double term = Math.Exp(-expected),
            sum = term;
        for (var k = 1; k <= count; k++)
            sum += term *= expected / k;
        return sum;
    }

    private sealed class UserSums
    {
        public long Window { get; private set; }
        public long Baseline { get; private set; }
        public long Recent { get; private set; }
        public DateOnly Last { get; private set; }
        public HashSet<DateOnly> BaselineDays { get; } = [];
        public HashSet<DateOnly> RecentDays { get; } = [];

        public void Add(DateOnly day, int age, long events, int recentDays)
        {
            if (age < WindowDays)
                Window += events;
            if (age < recentDays)
            {
                Recent += events;
                RecentDays.Add(day);
            }
            else if (age < recentDays + PowerUserRules.BaselineDays)
            {
                Baseline += events;
                BaselineDays.Add(day);
            }
            if (day > Last)
                Last = day;
        }
    }
}
