using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

/// <summary>Which behaviours go with renewal; pure. Association, not cause: who is content also uses more.</summary>
public static class StickyFeatureFinder
{
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>Very rare and very common behaviours tell nothing. Of each half.</summary>
    private const int LeastOnEachSide = 5;

    /// <summary>A bit each; with pairs that are over 8,000 tests.</summary>
    public const int MostFeatures = 128;

    public static GetStickyFeaturesResponse Of(IReadOnlyList<StickySubject> subjects)
    {
        var features = subjects
            .SelectMany(s => s.Did)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (features.Count > MostFeatures)
            throw new ArgumentException($"{features.Count} features are more than {MostFeatures}.", nameof(subjects));
        var family = features.ConvertAll(f => new[] { f });
        for (var i = 0; i < features.Count; i++)
        for (var j = i + 1; j < features.Count; j++)
            family.Add([features[i], features[j]]);

        UInt128 BitsOf(IEnumerable<string> names) =>
            names.Aggregate(UInt128.Zero, (bits, name) =>
                bits | UInt128.One << features.BinarySearch(name, StringComparer.Ordinal)
            );
        List<(UInt128 Did, int Kept, int Lost)> HabitsOf(int half) =>
            [
                .. subjects
                    .Where(s => AhaSearch.HalfOf(s.Key) == half)
                    .GroupBy(s => BitsOf(s.Did))
                    .Select(g => (g.Key, g.Count(s => s.Retained), g.Count(s => !s.Retained))),
            ];

        var (searched, heldOut) = (HabitsOf(0), HabitsOf(1));
        var tables = family
            .Select(b => (Behaviours: b, Table: Count(searched, BitsOf(b))))
            .Where(t => CanTell(t.Table))
            .ToList();
        var found = FiguresOf(tables.ConvertAll(t => t.Table));
        var promising = found
            .Index()
            .Where(f => f.Item.AdjustedP <= FalseDiscoveryRate && f.Item.Phi >= EffectSize.None)
            .ToList();
        // Those that are confirmed are a family of their own.
        var confirmed = FiguresOf(promising.ConvertAll(f => Count(heldOut, BitsOf(tables[f.Index].Behaviours))));
        var byIndex = promising.Zip(confirmed).ToDictionary(p => p.First.Index, p => p.Second);

        var tested = found
            .Select(
                (figures, i) =>
                {
                    var second = byIndex.GetValueOrDefault(i);
                    return new StickyFeature(
                        tables[i].Behaviours,
                        figures,
                        second,
                        second is { Phi: >= EffectSize.None } && second.AdjustedP <= FalseDiscoveryRate
                    );
                }
            )
            .OrderBy(s => s.Found.P)
            .ThenBy(s => string.Join(' ', s.Behaviours), StringComparer.Ordinal)
            .ToList();
        var sticky = tested.Where(s => s.Holds).OrderByDescending(s => s.Confirmed!.Phi).ToList();
        return new(
            subjects.Count,
            subjects.Count(s => s.Retained),
            FalseDiscoveryRate,
            sticky,
            tested,
            sticky.Count == 0
                ? $"Of {tested.Count} features and pairs none goes with being kept on both halves of the accounts."
                : $"{sticky.Count} of {tested.Count} features and pairs go with being kept, on the half held out too."
        );
    }

    private static bool CanTell(TwoByTwo table) =>
        Math.Min(table.Both + table.OnlyDid, table.OnlyOutcome + table.Neither) >= LeastOnEachSide;

    private static List<StickyFigures> FiguresOf(List<TwoByTwo> tables)
    {
        var p = tables.ConvertAll(t => t.FisherPValue());
        var adjusted = FalseDiscovery.Adjust(p);
        return
        [
            .. tables.Select(
                (t, i) =>
                {
                    var (ratio, interval) = t.OddsRatio();
                    return new StickyFigures(
                        t.Both + t.OnlyDid,
                        t.Both,
                        t.OnlyOutcome + t.Neither,
                        t.OnlyOutcome,
                        ratio,
                        interval.Low,
                        interval.High,
                        t.Phi(),
                        EffectSize.OfPhi(t.Phi()),
                        p[i],
                        adjusted[i]
                    );
                }
            ),
        ];
    }

    /// <summary>Over the habits that there are, which are far fewer than subjects.</summary>
    private static TwoByTwo Count(List<(UInt128 Did, int Kept, int Lost)> habits, UInt128 behaviours)
    {
        int both = 0,
            onlyDid = 0,
            onlyKept = 0,
            neither = 0;
        foreach (var (did, kept, lost) in habits)
            if ((did & behaviours) == behaviours)
                (both, onlyDid) = (both + kept, onlyDid + lost);
            else
                (onlyKept, neither) = (onlyKept + kept, neither + lost);
        return new(both, onlyDid, onlyKept, neither);
    }
}
