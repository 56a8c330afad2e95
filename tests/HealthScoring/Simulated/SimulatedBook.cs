using Platform.HealthScoring.PowerUsers;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;
using Platform.Simulator;
using Platform.Simulator.Company;
using Platform.Simulator.Records;
using Platform.Simulator.Storylines;
using Facts = Platform.HealthScoring.Scoring.AccountFacts;

namespace Platform.HealthScoring.Tests.Simulated;

/// <summary>A simulated company as the service would know it on any day: rollups, and facts with the days from which
/// they were known. Nothing of its truth.</summary>
internal sealed class SimulatedBook
{
    private readonly SimulationOptions _options;
    private readonly Dictionary<string, int> _features = Feature
        .Catalogue.Select((f, i) => (f.Key, i + 1))
        .ToDictionary(StringComparer.Ordinal);
    private readonly HashSet<int> _core =
    [
        .. Feature.Catalogue.Select((f, i) => (f.Core, i + 1)).Where(f => f.Core).Select(f => f.Item2),
    ];

    public SimulatedBook(ulong seed, int accounts, int days)
    {
        _options = new SimulationOptions
        {
            Seed = seed,
            Accounts = accounts,
            Days = days,
        };
        Company = new SoftwareCompany(_options);
    }

    public SoftwareCompany Company { get; }

    public DateOnly First => _options.FirstDay;

    public DateOnly Last => _options.LastDay;

    /// <summary>Terms that ended within the history, early enough in it to look back 90 days and have two months of use
    /// before those.</summary>
    public IEnumerable<(SimulatedAccount Account, DateOnly DecidedOn, Outcome Outcome)> Outcomes() =>
        from account in Company.Accounts
        from term in account.Terms
        where term.End >= First.AddDays(90 + 61) && term.End <= Last
        select (account, term.End, term.EndsWith);

    public static Scorecard CardOf(SimulatedAccount account) =>
        DefaultScorecards.BySegment[
            account.Segment switch
            {
                Segment.Smb => "smb",
                Segment.MidMarket => "mid_market",
                _ => "enterprise",
            }
        ];

    public MeasureValues MeasuresOf(SimulatedAccount account, DateOnly asOf)
    {
        var users = account
            .Users.Select((u, i) => (u.Id, Number: i + 1))
            .ToDictionary(u => u.Id, u => u.Number, StringComparer.Ordinal);
        var days = new List<UsageDay>();
        var tallies = new List<(DateOnly, DailyUsage)>();
        for (var day = asOf.AddDays(1 - UsageWindow.Length); day <= asOf; day = day.AddDays(1))
        {
            var events = new List<Simulator.Usage.UsageEvent>();
            Simulator.Usage.UsageDay.AddEvents(_options, account, day, events);
            if (events.Count == 0)
                continue;
            var tally = DailyUsage.Of([
                .. events.Select(e => new UsageEntry(
                    users[e.User],
                    _features[e.Feature],
                    1,
                    e.Quantity,
                    1UL << Math.Min(47, (int)e.OccurredAt.TimeOfDay.TotalMinutes / 30)
                )),
            ]);
            var totals = tally.Totals();
            days.Add(new UsageDay(day, totals.ActiveUsers, totals.Sessions, totals.Events, DayActivity.Encode(tally)));
            tallies.Add((day, tally));
        }
        var firstUse = account.Story.CustomerSince > First ? account.Story.CustomerSince : First;
        var facts = FactsOf(account);
        if (PowerUserRules.Assess(asOf, tallies, new PowerUserOptions()).Any(f => f.Departure is not null))
            facts = facts with { Readings = [new ReadingFact(Measure.PowerUserGone, asOf, null, 1)] };
        return AccountMeasures.AsOf(
            new UsageWindow(
                asOf,
                days,
                days.Count == 0 ? null : firstUse,
                days.Count == 0 ? null : days[^1].Day,
                _core
            ),
            facts
        );
    }

    private Facts FactsOf(SimulatedAccount account) =>
        new()
        {
            CustomerSince = account.Story.CustomerSince,
            Seats = [.. account.Terms.Select(t => new SeatsFact(t.Start, t.End, t.Seats))],
            Tickets =
            [
                .. Tickets
                    .Of(_options, account)
                    .Select(t => new TicketFact(
                        Day(t.OpenedAt),
                        t.ResolvedAt is { } at ? Day(at) : null,
                        t.Severity is "high" or "urgent" || t.Escalated
                    )),
            ],
            Roles =
            [
                .. account
                    .Contacts.SelectMany(c => c.Roles, (c, role) => (c, role))
                    .Where(c => c.role is "champion" or "executive_sponsor")
                    .Select(c => new RoleFact(
                        c.role == "champion" ? ContactRole.Champion : ContactRole.ExecutiveSponsor,
                        account.Story.CustomerSince,
                        c.c.LeftOn
                    )),
            ],
            Answers =
            [
                .. NpsAnswers
                    .Of(_options, account)
                    .Select(a => new AnswerFact(SurveyKind.Nps, a.Contact, Day(a.AnsweredAt), a.Score)),
            ],
            Invoices =
            [
                .. Simulator.Records.Invoices.Of(_options, account).Select(i => new InvoiceFact(i.DueOn, i.PaidOn)),
            ],
        };

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
