using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

/// <param name="Behaviours">One feature, or a pair of which both were used.</param>
/// <param name="Did">How many did it.</param>
/// <param name="RetainedOfThose">How many of them were kept.</param>
/// <param name="OddsRatio">Odds of being kept among those who did, over the odds among those who did not.</param>
/// <param name="AdjustedP">After Benjamini and Hochberg, over the whole family of features and pairs.</param>
/// <param name="DidNot">Accounts or users who did not use it.</param>
/// <param name="RetainedOfOthers">Share still there among those who did not use it, 0 to 1.</param>
public sealed record StickyFeature(IReadOnlyList<string> Behaviours, int Did, int RetainedOfThose, int DidNot, int RetainedOfOthers, double OddsRatio, double Low, double High, double P, double AdjustedP);

/// <param name="Sticky">Those that stand after correction and go with being kept, strongest first.</param>
/// <param name="Tested">All that were tested, by p.</param>
/// <param name="Sampled">Of a large book a sample was looked at.</param>
/// <param name="Retained">How many were still there at the end.</param>
/// <param name="FalseDiscoveryRate">Part of the features called sticky that may be so by chance, 0 to 1.</param>
/// <param name="Verdict">In words, what the figures allow to say.</param>
public sealed record StickyFeaturesResult(int Subjects, int Retained, double FalseDiscoveryRate, IReadOnlyList<StickyFeature> Sticky, IReadOnlyList<StickyFeature> Tested, string Verdict, bool Sampled = false);

/// <summary>Which behaviours go with renewal; pure. Association, not cause: who is content also uses more.</summary>
public static class StickyFeatureFinder
{
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>A behaviour of nearly nobody, or of nearly everybody, cannot tell anything.</summary>
    private const int LeastOnEachSide = 10;

    /// <summary>A bit each; with pairs that are over 8,000 tests.</summary>
    public const int MostFeatures = 128;

    public static StickyFeaturesResult Of(IReadOnlyList<(IReadOnlySet<string> Did, bool Retained)> subjects)
    {
        var features = subjects.SelectMany(s => s.Did).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (features.Count > MostFeatures) throw new ArgumentException($"{features.Count} features are more than {MostFeatures}.", nameof(subjects));
        var family = features.ConvertAll(f => new[] { f });
        for (var i = 0; i < features.Count; i++)
            for (var j = i + 1; j < features.Count; j++) family.Add([features[i], features[j]]);

        UInt128 BitsOf(IEnumerable<string> names) => names.Aggregate(UInt128.Zero, (bits, name) => bits | UInt128.One << features.BinarySearch(name, StringComparer.Ordinal));
        var habits = subjects.GroupBy(s => BitsOf(s.Did)).Select(g => (Did: g.Key, Kept: g.Count(s => s.Retained), Lost: g.Count(s => !s.Retained))).ToList();
        var tables = family.Select(b => (Behaviours: b, Table: Count(habits, BitsOf(b))))
            .Where(t => Math.Min(t.Table.Both + t.Table.OnlyDid, t.Table.OnlyOutcome + t.Table.Neither) >= LeastOnEachSide).ToList();
        var p = tables.ConvertAll(t => t.Table.FisherPValue());
        var adjusted = FalseDiscovery.Adjust(p);
        var tested = tables.Select((t, i) =>
        {
            var (ratio, interval) = t.Table.OddsRatio();
            return new StickyFeature(t.Behaviours, t.Table.Both + t.Table.OnlyDid, t.Table.Both, t.Table.OnlyOutcome + t.Table.Neither, t.Table.OnlyOutcome, ratio, interval.Low, interval.High, p[i], adjusted[i]);
        }).OrderBy(s => s.P).ThenBy(s => string.Join(' ', s.Behaviours), StringComparer.Ordinal).ToList();
        var sticky = tested.Where(s => s.AdjustedP <= FalseDiscoveryRate && s.OddsRatio > 1).OrderByDescending(s => s.OddsRatio).ToList();
        return new(subjects.Count, subjects.Count(s => s.Retained), FalseDiscoveryRate, sticky, tested, sticky.Count == 0
            ? $"Of {tested.Count} features and pairs none goes with being kept once corrected for their number."
            : $"{sticky.Count} of {tested.Count} features and pairs go with being kept.");
    }

    /// <summary>Over the habits that there are, which are far fewer than subjects.</summary>
    private static TwoByTwo Count(List<(UInt128 Did, int Kept, int Lost)> habits, UInt128 behaviours)
    {
        int both = 0, onlyDid = 0, onlyKept = 0, neither = 0;
        foreach (var (did, kept, lost) in habits)
            if ((did & behaviours) == behaviours) (both, onlyDid) = (both + kept, onlyDid + lost);
            else (onlyKept, neither) = (onlyKept + kept, neither + lost);
        return new(both, onlyDid, onlyKept, neither);
    }
}
