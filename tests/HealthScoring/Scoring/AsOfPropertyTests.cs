using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Scoring;

/// <summary>Whole measures and scores, from events and facts: neither order, nor batches, nor the future may show in
/// them.</summary>
public sealed class AsOfPropertyTests
{
    private static readonly DateOnly AsOf = new(2026, 6, 30);
    private static readonly HashSet<int> Core = [1, 2, 3];
    private static readonly Scorecard Card = DefaultScorecards.BySegment["enterprise"];

    private sealed record Event(int DaysAgo, int User, int Feature);

    private static readonly Gen<Event[]> Events = (
        from ago in Gen.Choose(-10, 70)
        from user in Gen.Choose(0, 20)
        from feature in Gen.Choose(1, 5)
        select new Event(ago, user, feature)
    ).ArrayOf();

    private static readonly Gen<AccountFacts> Facts =
        from tickets in (
            from opened in Gen.Choose(-20, 80)
            from takes in Gen.Choose(-1, 40)
            from urgent in Gen.Elements(true, false)
            select new TicketFact(Ago(opened), takes < 0 ? null : Ago(opened).AddDays(takes), urgent)
        ).ListOf()
        from roles in (
            from begins in Gen.Choose(-20, 80)
            from lasts in Gen.Choose(-1, 60)
            from role in Gen.Elements(ContactRole.Champion, ContactRole.ExecutiveSponsor)
            select new RoleFact(role, Ago(begins), lasts < 0 ? null : Ago(begins).AddDays(lasts))
        ).ListOf()
        from answers in (
            from day in Gen.Choose(-20, 200)
            from who in Gen.Choose(0, 5)
            from score in Gen.Choose(0, 10)
            select new AnswerFact(SurveyKind.Nps, $"r{who}", Ago(day), score)
        ).ListOf()
        from invoices in (
            from due in Gen.Choose(-20, 80)
            from pays in Gen.Choose(-30, 40)
            select new InvoiceFact(Ago(due), pays < -20 ? null : Ago(due).AddDays(pays))
        ).ListOf()
        from loops in (
            from due in Gen.Choose(-20, 80)
            from closes in Gen.Choose(-1, 40)
            select new LoopFact(Ago(due), closes < 0 ? null : Ago(due).AddDays(closes))
        ).ListOf()
        from readings in (
            from begins in Gen.Choose(-20, 80)
            from lasts in Gen.Choose(-1, 60)
            from value in Gen.Choose(0, 100)
            from measure in Gen.Elements(Measure.PlanProgress, Measure.Coverage, Measure.Sentiment, Measure.Override)
            select new ReadingFact(measure, Ago(begins), lasts < 0 ? null : Ago(begins).AddDays(lasts), value)
        ).ListOf()
        select new AccountFacts
        {
            CustomerSince = Ago(500),
            Tickets = [.. tickets],
            Roles = [.. roles],
            Answers = [.. answers],
            Invoices = [.. invoices],
            Loops = [.. loops],
            Readings = [.. readings],
        };

    [Fact]
    public void Measures_and_score_are_the_same_from_any_order_and_any_batches_of_events() =>
        Prop.ForAll(
                (
                    from events in Events
                    from shuffled in Gen.Shuffle(events)
                    from size in Gen.Choose(1, 9)
                    select (events, shuffled, size)
                ).ToArbitrary(),
                c =>
                {
                    var scratch = MeasuresOf(Days(c.events.Chunk(Math.Max(1, c.events.Length))), AccountFacts.None);
                    var folded = MeasuresOf(Days(c.shuffled.Chunk(c.size)), AccountFacts.None);
                    return scratch.Equals(folded)
                        && HealthScorer.Score(Card, scratch).Score == HealthScorer.Score(Card, folded).Score;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_happens_after_the_as_of_day_changes_nothing_before_it() =>
        Prop.ForAll((from events in Events from facts in Facts select (events, facts)).ToArbitrary(), c =>
            {
                var knowing = MeasuresOf(Days([c.events]), c.facts);
                var then = MeasuresOf(
                    Days([
                        [.. c.events.Where(e => e.DaysAgo >= 0)],
                    ]),
                    AsKnownThen(c.facts)
                );
                return knowing.Equals(then);
            })
            .QuickCheckThrowOnFailure();

    /// <summary>Each batch is added to what is stored, as the service does it: read, decode, add, encode.</summary>
    private static Dictionary<DateOnly, byte[]> Days(IEnumerable<Event[]> batches)
    {
        var stored = new Dictionary<DateOnly, byte[]>();
        foreach (var batch in batches)
        foreach (var day in batch.GroupBy(e => AsOf.AddDays(-e.DaysAgo)))
        {
            var delta = DailyUsage.Of([
                .. day.Select(e => new UsageEntry(e.User, e.Feature, 1, 1, 1UL << (e.User % 48))),
            ]);
            stored[day.Key] = DailyUsageCodec.Encode(
                stored.TryGetValue(day.Key, out var before) ? DailyUsageCodec.Decode(before).Plus(delta) : delta
            );
        }
        return stored;
    }

    private static MeasureValues MeasuresOf(Dictionary<DateOnly, byte[]> stored, AccountFacts facts)
    {
        var past = stored.Keys.Where(d => d <= AsOf).ToList();
        var days = stored
            .Select(d =>
            {
                var tally = DailyUsageCodec.Decode(d.Value);
                var totals = tally.Totals();
                return new UsageDay(
                    d.Key,
                    totals.ActiveUsers,
                    totals.Sessions,
                    totals.Events,
                    DayActivity.Encode(tally)
                );
            })
            .ToList();
        return AccountMeasures.AsOf(
            new UsageWindow(AsOf, days, past.Count == 0 ? null : past.Min(), past.Count == 0 ? null : past.Max(), Core),
            facts
        );
    }

    /// <summary>What had been heard of by the day: later things are not there, and what ended later has not
    /// ended.</summary>
    private static AccountFacts AsKnownThen(AccountFacts facts) =>
        facts with
        {
            Tickets =
            [
                .. facts.Tickets.Where(t => t.OpenedOn <= AsOf).Select(t => t with { ResolvedOn = Then(t.ResolvedOn) }),
            ],
            Roles = [.. facts.Roles.Where(r => r.From <= AsOf).Select(r => r with { Until = Then(r.Until) })],
            Answers = [.. facts.Answers.Where(a => a.On <= AsOf)],
            Invoices = [.. facts.Invoices.Where(i => i.DueOn <= AsOf).Select(i => i with { PaidOn = Then(i.PaidOn) })],
            Loops = [.. facts.Loops.Where(l => l.DueFrom <= AsOf).Select(l => l with { ClosedOn = Then(l.ClosedOn) })],
            Readings = [.. facts.Readings.Where(r => r.From <= AsOf).Select(r => r with { Until = Then(r.Until) })],
        };

    private static DateOnly? Then(DateOnly? day) => day <= AsOf ? day : null;

    private static DateOnly Ago(int days) => AsOf.AddDays(-days);
}
