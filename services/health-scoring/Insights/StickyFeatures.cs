using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

/// <param name="Behaviours">One feature, or a pair of which both were used.</param>
/// <param name="Did">How many did it.</param>
/// <param name="RetainedOfThose">How many of them were kept.</param>
/// <param name="OddsRatio">Odds of being kept among those who did, over the odds among those who did not.</param>
/// <param name="AdjustedP">After Benjamini and Hochberg, over the whole family of features and pairs.</param>
public sealed record StickyFeature(IReadOnlyList<string> Behaviours, int Did, int RetainedOfThose, int DidNot, int RetainedOfOthers, double OddsRatio, double Low, double High, double P, double AdjustedP);

/// <param name="Sticky">Those that stand after correction and go with being kept, strongest first.</param>
/// <param name="Tested">All that were tested, by p.</param>
public sealed record StickyFeaturesResult(int Subjects, int Retained, double FalseDiscoveryRate, IReadOnlyList<StickyFeature> Sticky, IReadOnlyList<StickyFeature> Tested, string Verdict);

/// <summary>Which behaviours go with renewal; pure. Association, not cause: who is content also uses more.</summary>
public static class StickyFeatureFinder
{
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>A behaviour of nearly nobody, or of nearly everybody, cannot tell anything.</summary>
    private const int LeastOnEachSide = 10;

    public static StickyFeaturesResult Of(IReadOnlyList<(IReadOnlySet<string> Did, bool Retained)> subjects)
    {
        var features = subjects.SelectMany(s => s.Did).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var family = features.ConvertAll(f => new[] { f });
        for (var i = 0; i < features.Count; i++)
            for (var j = i + 1; j < features.Count; j++) family.Add([features[i], features[j]]);

        var tables = family.Select(b => (Behaviours: b, Table: Count(subjects, b)))
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

    private static TwoByTwo Count(IReadOnlyList<(IReadOnlySet<string> Did, bool Retained)> subjects, string[] behaviours)
    {
        int both = 0, onlyDid = 0, onlyKept = 0, neither = 0;
        foreach (var (did, retained) in subjects)
            if (Array.TrueForAll(behaviours, did.Contains)) _ = retained ? both++ : onlyDid++;
            else _ = retained ? onlyKept++ : neither++;
        return new(both, onlyDid, onlyKept, neither);
    }
}
