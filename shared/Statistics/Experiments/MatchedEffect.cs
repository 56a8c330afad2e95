using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Platform.Statistics.Experiments;

/// <summary>
/// The effect where nobody left it to chance: each treated unit is paired with one that was not, equal in its stratum
/// and near in every measure (within 0.2 standard deviations). Pairs are compared by their change since before, so that
/// what they differed in anyway does not count.
/// </summary>
public static class MatchedEffect
{
    public const double Caliper = 0.2;
    private const int Fewest = 3;

    public static MatchedComparison Of(IReadOnlyList<EffectUnit> units)
    {
        var spread = SpreadOf(units);
        var pairs = Pair(units, spread);
        var changes = pairs.Select(pair =>
            pair.Treated.Outcome - pair.Treated.Before - (pair.Other.Outcome - pair.Other.Before)
        );
        var earlier = pairs
            .Where(pair => pair.Treated.Earlier is not null && pair.Other.Earlier is not null)
            .Select(pair =>
                pair.Treated.Before - pair.Treated.Earlier!.Value - (pair.Other.Before - pair.Other.Earlier!.Value)
            );
        return new MatchedComparison(
            MeanOf([.. changes]),
            BalanceOf(pairs, spread),
            MeanOf([.. earlier]),
            units.Count(unit => unit.IsTreated) - pairs.Count
        );
    }

    /// <summary>Of the treated, so that a wide remainder does not make everybody look near.</summary>
    private static double[] SpreadOf(IReadOnlyList<EffectUnit> units)
    {
        var treated = units.Where(unit => unit.IsTreated).ToList();
        return treated.Count < 2
            ? []
            :
            [
                .. treated[0]
                    .Measures.Index()
                    .Select(m => treated.Select(unit => unit.Measures[m.Index]).StandardDeviation()),
            ];
    }

    private static List<(EffectUnit Treated, EffectUnit Other)> Pair(IReadOnlyList<EffectUnit> units, double[] spread)
    {
        var pairs = new List<(EffectUnit, EffectUnit)>();
        if (spread.Length == 0 && units.Any(unit => unit.Measures.Count > 0))
            return pairs;
        var others = units
            .Where(unit => !unit.IsTreated)
            .GroupBy(unit => unit.Stratum, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        // Those with the fewest near ones first, so that nobody takes the only match of another.
        var byChoice = units
            .Where(unit => unit.IsTreated)
            .Select(unit => (Unit: unit, Near: Near(unit, others, spread).Count()))
            .Where(choice => choice.Near > 0)
            .OrderBy(choice => choice.Near);
        foreach (var (unit, _) in byChoice)
        {
            if (Near(unit, others, spread).MinBy(other => Distance(unit, other, spread)) is not { } best)
                continue;
            others[unit.Stratum].Remove(best);
            pairs.Add((unit, best));
        }

        return pairs;
    }

    private static IEnumerable<EffectUnit> Near(
        EffectUnit unit,
        Dictionary<string, List<EffectUnit>> others,
        double[] spread
    ) =>
        others.TryGetValue(unit.Stratum, out var same)
            ? same.Where(other =>
                unit.Measures.Index().All(m => Math.Abs(m.Item - other.Measures[m.Index]) <= Caliper * spread[m.Index])
            )
            : [];

    private static double Distance(EffectUnit one, EffectUnit other, double[] spread) =>
        one
            .Measures.Index()
            .Sum(m => spread[m.Index] == 0 ? 0 : Math.Pow((m.Item - other.Measures[m.Index]) / spread[m.Index], 2));

    private static List<Balance> BalanceOf(List<(EffectUnit Treated, EffectUnit Other)> pairs, double[] spread) =>
        pairs.Count == 0
            ? []
            :
            [
                .. spread
                    .Index()
                    .Select(m =>
                    {
                        var treated = pairs.Select(pair => pair.Treated.Measures[m.Index]).Mean();
                        var other = pairs.Select(pair => pair.Other.Measures[m.Index]).Mean();
                        return new Balance(m.Index, treated, other, m.Item == 0 ? 0 : (treated - other) / m.Item);
                    }),
            ];

    private static EffectEstimate? MeanOf(double[] differences)
    {
        if (differences.Length < Fewest)
            return null;
        var mean = differences.Mean();
        var half =
            StudentT.InvCDF(0, 1, differences.Length - 1, 0.975)
            * differences.StandardDeviation()
            / Math.Sqrt(differences.Length);
        return new EffectEstimate(mean, new Interval(mean - half, mean + half), differences.Length, differences.Length);
    }
}
