using System.Globalization;
using Platform.Statistics.Association;

namespace Platform.HealthScoring.Insights;

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
                : string.Create(
                    CultureInfo.InvariantCulture,
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
