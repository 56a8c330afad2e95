using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

/// <summary>What somebody did in their first days, and whether they were retained.</summary>
/// <param name="Key">Decides, always in the same way, whether they are learned from or held out.</param>
/// <param name="Did">Times per feature and day since the start, day 0 first.</param>
public sealed record AhaSubject(Guid Key, IReadOnlyDictionary<string, int[]> Did, bool Retained);

/// <param name="Phi">Correlation of having done it with being retained, −1 to 1.</param>
/// <param name="Precision">Share retained of those who did it.</param>
/// <param name="Recall">Share who did it of those retained.</param>
public sealed record AhaFigures(int Subjects, int Did, double Phi, double? Precision, double? Recall, double P)
{
    public static AhaFigures Of(TwoByTwo t) => new(t.Total, t.Both + t.OnlyDid, t.Phi(), t.Precision, t.Recall, t.FisherPValue());
}

/// <summary>"Did <paramref name="Feature"/> at least <paramref name="Times"/> times in the first <paramref name="Days"/> days".</summary>
/// <param name="Found">On the half that was searched.</param>
/// <param name="Confirmed">On the half held out, which the search never saw.</param>
/// <param name="Holds">The held-out half says the same, beyond chance.</param>
public sealed record AhaMoment(string Feature, int Times, int Days, AhaFigures Found, AhaFigures Confirmed, bool Holds);

public sealed record AhaResult(int Subjects, int Retained, IReadOnlyList<AhaMoment> Moments, string Verdict);

/// <summary>Searches a grid of feature, times and days on one half and confirms the best on the other; pure.</summary>
public static class AhaSearch
{
    public static readonly IReadOnlyList<int> Times = [1, 2, 3, 5, 10, 20];
    public static readonly IReadOnlyList<int> Days = [1, 3, 7, 14, 30];
    private const int Kept = 10;
    private const double Chance = 0.05;

    public static AhaResult Of(IReadOnlyList<AhaSubject> subjects)
    {
        var searched = subjects.Where(s => !IsHeldOut(s.Key)).ToList();
        var heldOut = subjects.Where(s => IsHeldOut(s.Key)).ToList();
        var features = subjects.SelectMany(s => s.Did.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var best = (from feature in features
                    let cells = from times in Times from days in Days select (Times: times, Days: days, Table: Count(searched, feature, times, days))
                    let top = cells.MaxBy(c => c.Table.Phi())
                    where top.Table.Phi() > 0
                    orderby top.Table.Phi() descending
                    select (Feature: feature, top.Times, top.Days, top.Table)).Take(Kept).ToList();

        // Those that are confirmed are a family of their own.
        var confirmed = best.ConvertAll(b => Count(heldOut, b.Feature, b.Times, b.Days));
        var adjusted = FalseDiscovery.Adjust(confirmed.ConvertAll(t => t.FisherPValue()));
        var moments = best.Select((b, i) => new AhaMoment(b.Feature, b.Times, b.Days, AhaFigures.Of(b.Table), AhaFigures.Of(confirmed[i]), confirmed[i].Phi() > 0 && adjusted[i] <= Chance)).ToList();
        var first = moments.Find(m => m.Holds);
        return new(subjects.Count, subjects.Count(s => s.Retained), moments, first is null
            ? "No behaviour of the first days was confirmed on the half held out."
            : FormattableString.Invariant($"Doing '{first.Feature}' at least {first.Times} times in the first {first.Days} days goes with being retained: φ {first.Confirmed.Phi:0.00} on the half held out."));
    }

    private static TwoByTwo Count(List<AhaSubject> subjects, string feature, int times, int days)
    {
        int both = 0, onlyDid = 0, onlyKept = 0, neither = 0;
        foreach (var subject in subjects)
        {
            var did = subject.Did.TryGetValue(feature, out var perDay) && perDay.Take(days).Sum() >= times;
            if (did) _ = subject.Retained ? both++ : onlyDid++;
            else _ = subject.Retained ? onlyKept++ : neither++;
        }
        return new(both, onlyDid, onlyKept, neither);
    }

    /// <summary>The last bit of an id's random part.</summary>
    private static bool IsHeldOut(Guid key) => (key.ToByteArray()[15] & 1) == 1;
}
