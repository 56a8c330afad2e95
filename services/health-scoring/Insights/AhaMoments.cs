using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

/// <summary>What somebody did in their first days, and whether they were retained.</summary>
/// <param name="Key">Decides, always in the same way, whether they are learned from or held out.</param>
/// <param name="Did">Times per feature and day since the start, day 0 first.</param>
public sealed record AhaSubject(Guid Key, IReadOnlyDictionary<string, int[]> Did, bool Retained);

/// <param name="Phi">Correlation of having done it with being retained, −1 to 1.</param>
/// <param name="Precision">Share retained of those who did it.</param>
/// <param name="Recall">Share who did it of those retained.</param>
/// <param name="Did">Those who did it.</param>
/// <param name="Effect">How much φ is worth: none (below 0.2), weak, moderate (from 0.4) or strong (from 0.6).</param>
public sealed record AhaFigures(
    int Subjects,
    int Did,
    double Phi,
    double? Precision,
    double? Recall,
    double P,
    string Effect
)
{
    public static AhaFigures Of(TwoByTwo t) =>
        new(t.Total, t.Both + t.OnlyDid, t.Phi(), t.Precision, t.Recall, t.FisherPValue(), EffectSize.OfPhi(t.Phi()));
}

/// <summary>"Did <paramref name="Feature"/> at least <paramref name="Times"/> times in the first
/// <paramref name="Days"/> days".</summary>
/// <param name="Found">On the half that was searched.</param>
/// <param name="Confirmed">On the half held out, which the search never saw.</param>
/// <param name="Holds">The held-out half says the same, beyond chance, and the effect is more than none there.</param>
/// <param name="Times">How often it was used.</param>
/// <param name="Days">Within how many days from the start.</param>
public sealed record AhaMoment(string Feature, int Times, int Days, AhaFigures Found, AhaFigures Confirmed, bool Holds);

/// <param name="Sampled">Of a large book a sample was looked at.</param>
/// <param name="Retained">How many were still there at the end.</param>
/// <param name="Moments">What goes with staying, the clearest first.</param>
/// <param name="Verdict">In words, what the figures allow to say.</param>
public sealed record AhaResult(
    int Subjects,
    int Retained,
    IReadOnlyList<AhaMoment> Moments,
    string Verdict,
    bool Sampled = false
);

/// <summary>Searches a grid of feature, times and days on one half and confirms the best on the other; pure. Subjects
/// are counted one by one and not kept.</summary>
public sealed class AhaSearch
{
    public static readonly IReadOnlyList<int> Times = [1, 2, 3, 5, 10, 20];
    public static readonly IReadOnlyList<int> Days = [1, 3, 7, 14, 30];
    private const int Kept = 10;
    private const double Chance = 0.05;

    private readonly SortedDictionary<string, Half[]> _features = new(StringComparer.Ordinal);
    private readonly (int Retained, int Lost)[] _halves = new (int, int)[2];

    public static AhaResult Of(IEnumerable<AhaSubject> subjects)
    {
        var search = new AhaSearch();
        foreach (var subject in subjects)
            search.Add(subject);
        return search.Result();
    }

    public void Add(AhaSubject subject)
    {
        var half = HalfOf(subject.Key);
        ref var size = ref _halves[half];
        _ = subject.Retained ? size.Retained++ : size.Lost++;
        foreach (var (feature, perDay) in subject.Did)
        {
            if (!_features.TryGetValue(feature, out var halves))
                _features[feature] = halves = [new(), new()];
            halves[half].Add(perDay, subject.Retained);
        }
    }

    /// <param name="sampled">Said along with it: not everybody was counted.</param>
    public AhaResult Result(bool sampled = false)
    {
        var best = (
            from feature in _features
            let cells = from times in Enumerable.Range(0, Times.Count)
            from days in Enumerable.Range(0, Days.Count)
            select (times, days, Table: feature.Value[0].Table(times, days, _halves[0]))
            let top = cells.MaxBy(c => c.Table.Phi())
            where top.Table.Phi() > 0
            orderby top.Table.Phi() descending
            select (feature.Key, top.times, top.days, top.Table)
        )
            .Take(Kept)
            .ToList();

        // Those that are confirmed are a family of their own.
        var confirmed = best.ConvertAll(b => _features[b.Key][1].Table(b.times, b.days, _halves[1]));
        var adjusted = FalseDiscovery.Adjust(confirmed.ConvertAll(t => t.FisherPValue()));
        var moments = best.Select(
                (b, i) =>
                    new AhaMoment(
                        b.Key,
                        Times[b.times],
                        Days[b.days],
                        AhaFigures.Of(b.Table),
                        AhaFigures.Of(confirmed[i]),
                        confirmed[i].Phi() >= EffectSize.None && adjusted[i] <= Chance
                    )
            )
            .ToList();
        var first = moments.Find(m => m.Holds);
        return new(
            _halves.Sum(h => h.Retained + h.Lost),
            _halves.Sum(h => h.Retained),
            moments,
            first is null
                ? "No behaviour of the first days was confirmed on the half held out."
                : FormattableString.Invariant(
                    $"Doing '{first.Feature}' at least {first.Times} times in the first {first.Days} days goes "
                        + $"with being retained: φ {first.Confirmed.Phi:0.00} ({first.Confirmed.Effect}) on the half "
                        + $"held out."
                ),
            sampled
        );
    }

    /// <summary>0: searched; 1: held out. The last bit of an id's random part.</summary>
    internal static int HalfOf(Guid key) => key.ToByteArray()[15] & 1;

    /// <summary>Of one half and feature, for each number of times and of days: how many did it, of those retained and
    /// of those lost.</summary>
    private sealed class Half
    {
        private readonly (int Retained, int Lost)[] _did = new (int, int)[Times.Count * Days.Count];

        public void Add(int[] perDay, bool retained)
        {
            var (sum, day) = (0, 0);
            for (var d = 0; d < Days.Count; d++)
            {
                for (; day < Math.Min(Days[d], perDay.Length); day++)
                    sum += perDay[day];
                for (var t = 0; t < Times.Count && sum >= Times[t]; t++)
                    _ = retained ? _did[t * Days.Count + d].Retained++ : _did[t * Days.Count + d].Lost++;
            }
        }

        public TwoByTwo Table(int times, int days, (int Retained, int Lost) all)
        {
            var (retained, lost) = _did[times * Days.Count + days];
            return new(retained, lost, all.Retained - retained, all.Lost - lost);
        }
    }
}
