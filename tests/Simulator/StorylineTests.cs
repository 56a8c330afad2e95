using Platform.Simulator.Company;
using Platform.Simulator.Records;
using Platform.Simulator.Storylines;
using Platform.Simulator.Usage;

namespace Platform.Simulator.Tests;

/// <summary>Each story shows in the data that the platform sees, in a company of 250 accounts and two years.</summary>
public sealed class StorylineTests : IClassFixture<StorylineTests.TwoYears>
{
    private readonly TwoYears _company;

    public StorylineTests(TwoYears company) => _company = company;

    [Fact]
    public void Every_25_accounts_hold_every_storyline()
    {
        foreach (var block in _company.Accounts.Chunk(25))
            block.Select(account => account.Story.Storyline).Distinct().Count().ShouldBe(9);
    }

    [Fact]
    public void Working_days_are_busy_and_weekends_and_holidays_quiet()
    {
        var healthy = _company
            .With(Storyline.Healthy)
            .Where(account => account.Story.CustomerSince < _company.Options.FirstDay)
            .ToList();
        double On(Func<DateOnly, bool> days) =>
            healthy.Sum(account => _company.Events(account).Where(day => days(day.Day)).Average(day => day.Events))
            / healthy.Count;

        var workday = On(day =>
            day.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Wednesday && day.Month is not 12 and not 1
        );
        On(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).ShouldBeLessThan(workday * 0.2);
        On(day => day is { Month: 12, Day: 25 or 26 }).ShouldBeLessThan(workday * 0.2);
        On(day => day.DayOfWeek == DayOfWeek.Friday && day.Month is not 12)
            .ShouldBeInRange(workday * 0.75, workday * 0.98);
    }

    [Fact]
    public void A_slow_decline_declines_and_health_does_not()
    {
        foreach (var account in _company.With(Storyline.SlowDecline).Where(_company.HasStayed(days: 150)))
            _company.Change(account, after: 120, days: 28).ShouldBeLessThan(0.6, account.Id);

        var healthy = _company
            .With(Storyline.Healthy)
            .Select(account => _company.Change(account, after: 120, days: 28))
            .Where(double.IsFinite)
            .ToList();
        healthy.Average().ShouldBeInRange(0.9, 1.2);
        healthy.Count(change => change < 0.6).ShouldBeLessThan(healthy.Count / 20);
    }

    [Fact]
    public void Where_the_champion_leaves_contact_stops_and_use_follows()
    {
        foreach (var account in _company.With(Storyline.ChampionLeaves).Where(_company.HasStayed(days: 140)))
        {
            var champion = account.Contacts.Single(contact => contact.Roles.Contains("champion")).Id;
            Activities
                .Of(_company.Options, account)
                .Where(activity =>
                    activity.Participants.Contains(champion) && Day(activity.OccurredAt) >= account.Story.StartsOn
                )
                .ShouldBeEmpty();
            AccountFacts
                .Contacts(_company.Options, account)
                .Single(contact => contact.ExternalId == champion)
                .Status.ShouldBe("left");
        }

        var changes = _company
            .With(Storyline.ChampionLeaves)
            .Where(_company.HasStayed(days: 140))
            .Where(account => account.Users.Count > 5)
            .Select(account => _company.Change(account, after: 104, days: 28))
            .Where(double.IsFinite)
            .ToList();
        changes.Count.ShouldBeGreaterThan(5);
        changes.ShouldAllBe(change => change < 0.85);
        changes.Average().ShouldBeLessThan(0.65);
    }

    [Fact]
    public void At_the_start_of_the_history_everybody_is_still_there()
    {
        foreach (var account in _company.Accounts)
        {
            var before = AccountFacts.Contacts(_company.Options, account, _company.Options.FirstDay).ToList();
            before.ShouldAllBe(contact => contact.Status == "active");
            AccountFacts
                .Contacts(_company.Options, account)
                .Select(contact => contact.ExternalId)
                .ShouldBe(before.Select(contact => contact.ExternalId));
        }
    }

    [Fact]
    public void A_power_user_has_more_than_half_of_the_events_until_they_stop()
    {
        foreach (var account in _company.With(Storyline.PowerUserLeaves).Where(_company.HasStayed(days: 30)))
        {
            var power = account.Users[0].Id;
            double Share(int from, int to)
            {
                var events = _company.Usage(
                    account,
                    account.Story.StartsOn.AddDays(from),
                    account.Story.StartsOn.AddDays(to)
                );
                return events.Count(usage => usage.User == power) / (double)events.Count;
            }

            Share(-30, 0).ShouldBeGreaterThan(0.5, account.Id);
            Share(5, 30).ShouldBe(0, account.Id);
        }
    }

    [Fact]
    public void A_stalled_onboarding_stays_at_one_feature_and_a_few_users()
    {
        foreach (var account in _company.With(Storyline.StalledOnboarding))
        {
            var events = _company.Usage(account, _company.Options.FirstDay, _company.Options.LastDay);
            events.Select(usage => usage.Feature).Distinct().ShouldBeSubsetOf(["dashboards"]);
            var latest = _company.Usage(account, account.Story.StartsOn.AddDays(30), _company.Options.LastDay);
            latest
                .Select(usage => usage.User)
                .Distinct()
                .Count()
                .ShouldBeLessThanOrEqualTo(1 + (int)(0.25 * account.Users.Count), account.Id);
        }
    }

    [Fact]
    public void Saturated_seats_are_nearly_all_active()
    {
        foreach (var account in _company.With(Storyline.SeatSaturation))
        {
            var from = account.Story.StartsOn.AddDays(65);
            var active = _company.Usage(account, from, from.AddDays(28)).Select(usage => usage.User).Distinct().Count();
            var seats = account.Terms[0].Seats;
            if (account.TermOn(from.AddDays(28))?.Seats == seats)
                (active / (double)seats).ShouldBeGreaterThan(0.95, account.Id);
        }
    }

    [Fact]
    public void Where_seats_fill_up_a_department_joins_and_elsewhere_none_does()
    {
        foreach (var account in _company.Accounts.Where(it => it.Story.Storyline != Storyline.StalledOnboarding))
        {
            var first = FirstUseOfTeams(account);
            var settled = first.Values.Min().AddDays(14);
            var joined = first.Where(team => team.Value >= settled).Select(team => team.Key);
            if (account.Story.Storyline == Storyline.SeatSaturation)
            {
                joined.ShouldBe(["Logistics"], account.Id);
                first["Logistics"].ShouldBeGreaterThanOrEqualTo(account.Story.StartsOn, account.Id);
            }
            else if (account.Story.CustomerSince < _company.Options.FirstDay.AddDays(-45))
                joined.Count().ShouldBe(0, account.Id);
        }
    }

    [Fact]
    public void What_is_tried_without_the_edition_for_it_is_refused_and_more_often_where_more_is_bought_later()
    {
        var wanting = 0;
        foreach (var account in _company.Accounts)
        {
            var days = _company
                .Attempts(account)
                .Select(attempt => (Attempt: attempt, Day: Day(attempt.OccurredAt)))
                .ToList();
            days.ShouldAllBe(it => it.Attempt.Outcome == "denied");
            if (account.HasPremium || account.Story.Storyline == Storyline.StalledOnboarding)
                days.ShouldBeEmpty(account.Id);
            for (
                var from = _company.Options.FirstDay;
                from.AddDays(29) <= _company.Options.LastDay;
                from = from.AddDays(30)
            )
            {
                var count = days.Count(it => it.Day >= from && it.Day < from.AddDays(30));
                var wants = (Mood.WantsMore(account.Story, from), Mood.WantsMore(account.Story, from.AddDays(29)));
                if (wants == (false, false))
                    count.ShouldBeLessThan(3, $"{account.Id} {from:O}");
                else if (wants == (true, true) && !account.HasPremium)
                {
                    wanting++;
                    count.ShouldBeGreaterThanOrEqualTo(3, $"{account.Id} {from:O}");
                }
            }
        }

        wanting.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_support_storm_brings_tickets_while_use_goes_on()
    {
        var accounts = _company.With(Storyline.SupportStorm).Where(_company.HasStayed(days: 35)).ToList();
        var before = 0;
        var during = 0;
        foreach (var account in accounts)
        {
            var tickets = Tickets
                .Of(_company.Options, account)
                .Select(ticket => Day(ticket.OpenedAt).DayNumber - account.Story.StartsOn.DayNumber)
                .ToList();
            before += tickets.Count(day => day is >= -35 and < 0);
            during += tickets.Count(day => day is >= 0 and < 35);
            tickets.Count(day => day is >= 0 and < 35).ShouldBeGreaterThan(3, account.Id);
        }

        during.ShouldBeGreaterThan(before * 4);
    }

    [Fact]
    public void A_quiet_season_recovers_and_comes_again_a_year_later()
    {
        foreach (var account in _company.With(Storyline.SeasonalQuiet).Where(_company.HasStayed(days: 100)))
        {
            var quiet = account.Story.QuietDays;
            var usual = _company.PerDay(account, account.Story.StartsOn.AddDays(-56), account.Story.StartsOn);
            _company
                .PerDay(account, account.Story.StartsOn, account.Story.StartsOn.AddDays(quiet))
                .ShouldBeLessThan(usual * 0.5, account.Id);
            _company
                .PerDay(account, account.Story.StartsOn.AddDays(quiet), account.Story.StartsOn.AddDays(quiet + 42))
                .ShouldBeGreaterThan(usual * 0.6, account.Id);
            Mood.InSeason(account.Story, account.Story.StartsOn.AddYears(1).AddDays(3)).ShouldBeTrue();
            account.Story.Outcome.ShouldNotBe(Outcome.Churned);
        }
    }

    [Fact]
    public void A_sudden_churn_gives_no_warning_and_leaves_nothing_behind()
    {
        foreach (
            var account in _company
                .With(Storyline.SuddenChurn)
                .Where(account => account.Story.CustomerSince < account.Story.StartsOn.AddDays(-200))
        )
        {
            var gone = account.Story.DecidedOn;
            var before = _company.PerDay(account, gone.AddDays(-112), gone.AddDays(-28));
            _company.PerDay(account, gone.AddDays(-28), gone).ShouldBeGreaterThan(before * 0.55, account.Id);
            _company.Usage(account, gone, _company.Options.LastDay.AddDays(1)).ShouldBeEmpty();
            Tickets.Of(_company.Options, account).ShouldAllBe(ticket => Day(ticket.OpenedAt) < gone);
        }
    }

    [Fact]
    public void Truth_and_outcomes_agree()
    {
        foreach (var account in _company.Accounts)
        {
            var truth = AccountFacts.Truth(_company.Options, account);
            var outcomes = AccountFacts.Outcomes(_company.Options, account).ToList();
            var decided = outcomes.Where(outcome => outcome.OccurredOn == truth.OutcomeOn).ToList();
            decided.Count.ShouldBe(truth.Observed ? 1 : 0, account.Id);
            decided.ShouldAllBe(outcome => outcome.Kind == truth.Outcome);
            outcomes.Except(decided).ShouldAllBe(outcome => outcome.Kind == "renewed");
            AccountFacts
                .Account(_company.Options, account)
                .Lifecycle.Equals("churned", StringComparison.Ordinal)
                .ShouldBe(truth.Observed && truth.Outcome == "churned", account.Id);
            foreach (var outcome in decided)
            {
                (outcome.AnnualAfter > outcome.AnnualBefore).ShouldBe(outcome.Kind == "expanded", account.Id);
                (outcome.AnnualAfter == 0).ShouldBe(outcome.Kind == "churned", account.Id);
            }
        }
    }

    [Fact]
    public void Terms_follow_each_other_without_a_gap()
    {
        foreach (var account in _company.Accounts)
        {
            account.Terms[0].Start.ShouldBe(account.Story.CustomerSince);
            foreach (var (earlier, later) in account.Terms.Zip(account.Terms.Skip(1)))
                later.Start.ShouldBe(earlier.End, account.Id);
            (account.TermOn(_company.Options.LastDay) is null).ShouldBe(
                account.Story.HasLeftBy(_company.Options.LastDay),
                account.Id
            );
        }
    }

    private Dictionary<string, DateOnly> FirstUseOfTeams(SimulatedAccount account)
    {
        var first = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var usage in _company.Usage(account, _company.Options.FirstDay, _company.Options.LastDay.AddDays(1)))
            first.TryAdd(usage.Team!, Day(usage.OccurredAt));
        return first;
    }

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    public sealed class TwoYears
    {
        public SimulationOptions Options { get; } =
            new()
            {
                Seed = 7,
                Accounts = 250,
                Days = 730,
                Until = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            };

        public IReadOnlyList<SimulatedAccount> Accounts { get; }

        public TwoYears() => Accounts = new SoftwareCompany(Options).Accounts;

        public IEnumerable<SimulatedAccount> With(Storyline storyline) =>
            Accounts.Where(account => account.Story.Storyline == storyline);

        /// <summary>Accounts that were still customers so many days after their story began, all within the
        /// history.</summary>
        public Func<SimulatedAccount, bool> HasStayed(int days) =>
            account =>
                !account.Story.HasLeftBy(account.Story.StartsOn.AddDays(days))
                && account.Story.StartsOn.AddDays(days) <= Options.LastDay;

        public List<UsageEvent> Usage(SimulatedAccount account, DateOnly from, DateOnly until)
        {
            var events = new List<UsageEvent>();
            for (var day = from; day < until; day = day.AddDays(1))
                UsageDay.AddEvents(Options, account, day, events);
            return events;
        }

        public List<UsageEvent> Attempts(SimulatedAccount account)
        {
            var events = new List<UsageEvent>();
            for (var day = Options.FirstDay; day <= Options.LastDay; day = day.AddDays(1))
                RefusedAttempts.AddEvents(Options, account, day, events);
            return events;
        }

        public IEnumerable<(DateOnly Day, int Events)> Events(SimulatedAccount account)
        {
            for (var day = Options.FirstDay; day <= Options.LastDay; day = day.AddDays(1))
                yield return (day, Usage(account, day, day.AddDays(1)).Count);
        }

        public double PerDay(SimulatedAccount account, DateOnly from, DateOnly until) =>
            Usage(account, from, until).Count / (double)(until.DayNumber - from.DayNumber);

        /// <summary>Use some days after the story began over use in the same number of days before it.</summary>
        public double Change(SimulatedAccount account, int after, int days)
        {
            var start = account.Story.StartsOn;
            return
                start.AddDays(after + days) > Options.LastDay || start.AddDays(-days - 45) < account.Story.CustomerSince
                ? double.NaN
                : PerDay(account, start.AddDays(after), start.AddDays(after + days))
                    / PerDay(account, start.AddDays(-days), start);
        }
    }
}
