using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Scoring;

/// <summary>One truth in several forms: day rows, packed windows however they came to be, vectors and single words all
/// give the same sums.</summary>
public sealed class PackedWindowTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly HashSet<int> Core = [1, 2, 5, 9];

    private static readonly Arbitrary<(UsageDay[] Days, int Split, int Back)> Histories = (
        from events in (
            from back in Gen.Choose(0, 75)
            from user in Gen.Frequency((5, Gen.Choose(1, 12)), (1, Gen.Choose(1, 300)))
            from feature in Gen.Choose(1, 9)
            from count in Gen.Choose(1, 4)
            from slot in Gen.Choose(0, 47)
            select (back, new UsageEntry(user, feature, count, count, 1UL << slot))
        ).ArrayOf()
        from split in Gen.Choose(0, 80)
        from ago in Gen.Choose(0, 5)
        select (events.GroupBy(e => e.back).Select(g => DayOf(g.Key, g.Select(e => e.Item2))).ToArray(), split, ago)
    ).ToArbitrary();

    private static UsageDay DayOf(int back, IEnumerable<UsageEntry> entries)
    {
        var tally = DailyUsage.Of([.. entries]);
        var totals = tally.Totals();
        return new UsageDay(
            Today.AddDays(-back),
            totals.ActiveUsers,
            totals.Sessions,
            totals.Events,
            DayActivity.Encode(tally)
        );
    }

    [Fact]
    public void Sums_of_the_packed_window_equal_those_of_the_day_rows() =>
        Prop.ForAll(Histories, history =>
            {
                var rows = UsageMeasures.Sum(new UsageWindow(Today, history.Days, null, null, Core));
                var packed = PackedWindow.Of(Today, history.Days);
                var kernel = new WindowKernel(Today, Core);
                return kernel.Sum(packed.View) == rows && kernel.Scalar(packed.View) == rows;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_window_of_some_days_ago_and_the_days_since_give_the_same() =>
        Prop.ForAll(Histories, history =>
            {
                var through = Today.AddDays(-history.Back);
                var window = new UsageWindow(Today, [.. history.Days.Where(d => d.Day > through)], null, null, Core)
                {
                    Packed = PackedWindow.Of(through, history.Days),
                };
                return UsageMeasures.Sum(window)
                    == UsageMeasures.Sum(new UsageWindow(Today, history.Days, null, null, Core));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_window_moved_on_equals_one_packed_from_scratch_byte_for_byte() =>
        Prop.ForAll(Histories, history =>
            {
                var first = PackedWindow.Of(Today.AddDays(-history.Split), history.Days);
                return first
                    .With(Today, history.Days)
                    .Pack()
                    .AsSpan()
                    .SequenceEqual(PackedWindow.Of(Today, history.Days).Pack());
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Packs_and_unpacks() =>
        Prop.ForAll(Histories, history =>
            {
                var packed = PackedWindow.Of(Today, history.Days).Pack();
                return PackedWindow.Unpack(packed).Pack().AsSpan().SequenceEqual(packed);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_damaged_window_is_refused()
    {
        var packed = PackedWindow.Of(Today, [DayOf(3, [new UsageEntry(1, 2, 3, 4, 5)])]).Pack();
        Should.Throw<InvalidDataException>(() => PackedWindow.Unpack(packed[..^1]));
        Should.Throw<InvalidDataException>(() => PackedWindow.Unpack([]));
    }

    [Fact]
    public void The_quick_score_is_the_exact_one() =>
        Prop.ForAll(Histories, history =>
            {
                var use = history.Days.Where(d => d.Day <= Today).Select(d => d.Day).ToList();
                var usage = new UsageWindow(
                    Today,
                    history.Days,
                    use.Count == 0 ? null : use.Min(),
                    use.Count == 0 ? null : use.Max(),
                    Core
                );
                var facts = new AccountFacts
                {
                    CustomerSince = Today.AddDays(-history.Split),
                    Seats = history.Split % 3 == 0 ? [] : [new SeatsFact(Today.AddDays(-200), null, 1 + history.Split)],
                };
                var kernel = new WindowKernel(Today, Core);
                var known = new QuickFacts(
                    usage.FirstUse,
                    usage.LastUse,
                    facts.CustomerSince,
                    FactMeasures.PaidSeats(facts, Today)
                );
                Span<double> values = stackalloc double[MeasureCatalogue.Count];
                foreach (var card in DefaultScorecards.BySegment.Values)
                {
                    QuickMeasures.Fill(
                        values,
                        Today,
                        kernel,
                        kernel.Sum(PackedWindow.Of(Today, history.Days).View),
                        known,
                        null
                    );
                    var exact = HealthScorer.Score(card, AccountMeasures.AsOf(usage, facts));
                    var quick = new QuickScorecard(card).Score(values);
                    if (exact.Score is null ? !double.IsNaN(quick) : Math.Abs(quick - (double)exact.Score.Value) > 1e-9)
                        return false;
                }
                return true;
            })
            .QuickCheckThrowOnFailure();
}
