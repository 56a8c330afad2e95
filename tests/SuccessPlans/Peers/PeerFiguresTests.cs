using FsCheck;
using FsCheck.Fluent;
using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Tests.Peers;

/// <summary>No peer is identifiable: not from one pack, not from the difference of any two, whatever happens to the
/// groups in between.</summary>
public sealed class PeerFiguresTests
{
    private static readonly PeerMetric Metric = new("health_score", 5, 5, 95);
    private static readonly DateOnly Start = new(2026, 1, 1);

    /// <summary>What happens to an account before the next packs are made.</summary>
    private sealed record Happening(int Account, int Segment, int Value);

    private sealed record History(IReadOnlyList<IReadOnlyList<Happening>> Periods)
    {
        public override string ToString() =>
            string.Join(
                " | ",
                Periods.Select(p =>
                    string.Join(
                        ",",
                        p.Select(h => $"{h.Account}:{(h.Segment < 0 ? "gone" : "s" + h.Segment)}={h.Value}")
                    )
                )
            );
    }

    private static readonly Gen<Happening> Happenings =
        from account in Gen.Choose(0, 39)
        from segment in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Constant(1)), (2, Gen.Constant(-1)))
        from value in Gen.Choose(0, 100)
        select new Happening(account, segment, value);

    /// <summary>A large beginning, then periods with a few changes each: the dangerous ones.</summary>
    private static readonly Gen<History> Histories =
        from first in Gen.Choose(3, 60).SelectMany(n => Happenings.ListOf(n))
        from rest in Gen.Choose(0, 8).SelectMany(n => Happenings.ListOf(n)).ListOf(12)
        select new History([
            [.. first],
            .. rest.Select(r => (IReadOnlyList<Happening>)[.. r]),
        ]);

    private static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Plays the history and gives all that was published, and per period and segment what was
    /// shown.</summary>
    private static (
        List<PeerFigure> Published,
        List<(int Group, IReadOnlyDictionary<string, PeerFigure> Shown)> Shown
    ) Play(History history)
    {
        var accounts = new Dictionary<int, (int Segment, decimal Value)>();
        var published = new List<PeerFigure>();
        var shown = new List<(int, IReadOnlyDictionary<string, PeerFigure>)>();
        for (var period = 0; period < history.Periods.Count; period++)
        {
            foreach (var h in history.Periods[period])
                if (h.Segment < 0)
                    accounts.Remove(h.Account);
                else
                    accounts[h.Account] = (h.Segment, h.Value);
            for (var segment = 0; segment < 2; segment++)
            {
                var group = accounts
                    .Where(a => a.Value.Segment == segment)
                    .ToDictionary(a => Id(a.Key), a => a.Value.Value);
                var decided = PeerFigures.Decide($"s{segment}", Metric, group, published, Start.AddMonths(3 * period));
                shown.Add((group.Count, decided));
                foreach (var figure in decided.Values.Where(f => !published.Contains(f)))
                    published.Add(figure);
            }
        }
        return (published, shown);
    }

    [Fact]
    public void No_difference_of_two_published_figures_isolates_fewer_than_five_accounts() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Histories.ToArbitrary(), history =>
            {
                var published = Play(history).Published;
                return published.All(a => published.All(b => Changed(a.Contributions, b.Contributions) is 0 or >= 5));
            }));

    [Fact]
    public void Every_published_figure_is_the_rounded_mean_of_five_accounts_or_more() =>
        Prop.ForAll(Histories.ToArbitrary(), history =>
                Play(history)
                    .Published.All(f =>
                        f.Contributions.Count >= 5
                        && f.Value % 5 == 0
                        && f.Value is >= 5 and <= 95
                        && (Math.Abs(f.Value - f.Contributions.Values.Average()) <= 2.5m || f.Value is 5 or 95)
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Fewer_than_five_accounts_are_shown_nothing_whatever_was_shown_before() =>
        Prop.ForAll(Histories.ToArbitrary(), history =>
                Play(history).Shown.All(s => s.Group >= 5 || s.Shown.Count == 0)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Quarters_are_shown_only_where_a_quarter_has_five_accounts() =>
        Prop.ForAll(Histories.ToArbitrary(), history =>
                Play(history).Shown.All(s => s.Group >= 20 || !s.Shown.ContainsKey(PeerFigures.TopQuarter))
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Somebody who sees the packs before and after, and knows that one account alone joined, left or changed,
    /// learns nothing of it.</summary>
    [Fact]
    public void What_one_account_does_alone_never_shows() =>
        Prop.ForAll(Histories.ToArbitrary(), Happenings.ToArbitrary(), (history, happening) =>
            {
                var before = Play(new History([history.Periods[0]])).Shown;
                var after = Play(new History([history.Periods[0], [happening]])).Shown[2..];
                return before
                    .Zip(after)
                    .All(p =>
                        p.Second.Group < 5
                        || p.First.Shown.All(cell =>
                            !p.Second.Shown.TryGetValue(cell.Key, out var now)
                            || (now.Value, now.PublishedOn) == (cell.Value.Value, cell.Value.PublishedOn)
                        )
                    );
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Four_give_none_and_five_give_some()
    {
        Dictionary<Guid, decimal> Group(int n) => Enumerable.Range(0, n).ToDictionary(Id, i => 10m * i);
        PeerFigures.Decide("smb", Metric, Group(4), [], Start).ShouldBeEmpty();
        PeerFigures.Decide("smb", Metric, Group(5), [], Start)[PeerFigures.All].Value.ShouldBe(20);
    }

    [Fact]
    public void A_detour_over_many_changes_does_not_lead_to_a_group_that_differs_from_an_old_one_in_one_account()
    {
        // Six, then six and five more, then the six and one: each step changes at least five accounts, the first and
        // the last differ in one.
        Dictionary<Guid, decimal> Group(IEnumerable<int> who) => who.ToDictionary(Id, i => 10m + i);
        var published = new List<PeerFigure>();
        IReadOnlyDictionary<string, PeerFigure> Show(IEnumerable<int> who)
        {
            var shown = PeerFigures.Decide("smb", Metric, Group(who), published, Start);
            published.AddRange(shown.Values.Where(f => !published.Contains(f)));
            return shown;
        }

        var first = Show(Enumerable.Range(0, 6))[PeerFigures.All];
        var second = Show(Enumerable.Range(0, 11))[PeerFigures.All];
        second.ShouldNotBe(first);
        Show([.. Enumerable.Range(0, 6), 99])[PeerFigures.All].ShouldBe(second);
        published.Count.ShouldBe(2);
    }

    [Fact]
    public void A_metric_at_the_edge_of_its_scale_does_not_tell_everybodys_value() =>
        (Metric.Round(0), Metric.Round(100), Metric.Round(47.6m)).ShouldBe((null, null, 50));

    /// <summary>Counted apart from the product's own way.</summary>
    private static int Changed(IReadOnlyDictionary<Guid, decimal> a, IReadOnlyDictionary<Guid, decimal> b) =>
        a.Keys.Union(b.Keys).Count(id => !(a.TryGetValue(id, out var x) && b.TryGetValue(id, out var y) && x == y));
}
