using Platform.HealthScoring.PowerUsers;
using Platform.HealthScoring.Usage.Encoding;
using Platform.Simulator;
using Platform.Simulator.Storylines;

namespace Platform.HealthScoring.Tests.PowerUsers;

/// <summary>The rules against a company whose truth is known, day by day as the service would see it. The seeds were
/// not used for tuning.</summary>
public sealed class SimulatedDeparturesTests
{
    private const int AlarmWithinDays = 15;
    private const double FalseAlarmsPerAccountYear = 0.02;

    [Theory]
    [InlineData(4711UL)]
    [InlineData(90210UL)]
    public void Every_power_user_who_leaves_is_alarmed_in_time_and_almost_nobody_else(ulong seed)
    {
        var company = new SoftwareCompany(
            new SimulationOptions
            {
                Seed = seed,
                Accounts = 100,
                Days = 365,
            }
        );
        var days = TalliesOf(company);
        var (inTime, expected, falseAlarms) = (0, 0, 0);
        foreach (var account in company.Accounts)
        {
            var alarms = AlarmsOf(days[account.Number], company.Options.FirstDay, company.Options.LastDay);
            var story = account.Story;
            var leaves =
                story.Storyline == Storyline.PowerUserLeaves
                && story.StartsOn.AddDays(AlarmWithinDays) <= company.Options.LastDay
                && !story.HasLeftBy(story.StartsOn.AddDays(AlarmWithinDays));
            if (leaves)
            {
                expected++;
                if (alarms.Exists(day => day >= story.StartsOn && day <= story.StartsOn.AddDays(AlarmWithinDays)))
                    inTime++;
            }
            falseAlarms += alarms.Count(day =>
                !story.HasLeftBy(day)
                && (
                    story.Storyline != Storyline.PowerUserLeaves
                    || day < story.StartsOn
                    || day > story.StartsOn.AddDays(AlarmWithinDays)
                )
            );
        }

        expected.ShouldBeGreaterThan(5);
        inTime.ShouldBe(expected);
        (falseAlarms / (double)company.Accounts.Count).ShouldBeLessThanOrEqualTo(FalseAlarmsPerAccountYear);
    }

    /// <summary>First days of departures: a departure that stands is told once, and again only after the user came
    /// back.</summary>
    private static List<DateOnly> AlarmsOf(Dictionary<DateOnly, DailyUsage> days, DateOnly first, DateOnly last)
    {
        var alarms = new List<DateOnly>();
        var alarmed = new HashSet<int>();
        for (var day = first.AddDays(44); day <= last; day = day.AddDays(1))
        {
            var window = Enumerable
                .Range(0, 44)
                .Select(back => day.AddDays(-back))
                .Where(days.ContainsKey)
                .Select(d => (d, days[d]));
            foreach (var finding in PowerUserRules.Assess(day, window, new PowerUserOptions()))
                if (finding.Departure is null)
                    alarmed.Remove(finding.User);
                else if (alarmed.Add(finding.User))
                    alarms.Add(day);
        }
        return alarms;
    }

    private static Dictionary<int, Dictionary<DateOnly, DailyUsage>> TalliesOf(SoftwareCompany company)
    {
        var users = new Dictionary<string, int>(StringComparer.Ordinal);
        var days = company.Accounts.ToDictionary(a => a.Number, _ => new Dictionary<DateOnly, DailyUsage>());
        foreach (
            var group in company
                .Usage()
                .GroupBy(u => (u.AccountNumber, Day: DateOnly.FromDateTime(u.OccurredAt.UtcDateTime)))
        )
        {
            var entries = group.Select(u =>
            {
                if (!users.TryGetValue(u.User, out var number))
                    users[u.User] = number = users.Count + 1;
                return new UsageEntry(number, 1, 1, 1, 1);
            });
            days[group.Key.AccountNumber][group.Key.Day] = DailyUsage.Of([.. entries]);
        }
        return days;
    }
}
