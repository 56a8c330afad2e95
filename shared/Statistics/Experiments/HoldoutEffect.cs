using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Platform.Statistics.Experiments;

/// <summary>
/// The effect where chance decided who was treated: the difference of means, after the part of each outcome was taken
/// out that the measure before foretells (CUPED; Deng, Xu, Kohavi, Walker 2013). The interval is Welch's.
/// </summary>
public static class HoldoutEffect
{
    private const int Fewest = 3;

    /// <returns>Null where a side has fewer than three.</returns>
    public static EffectEstimate? Of(IReadOnlyList<EffectUnit> units)
    {
        var adjusted = Adjust(units);
        var treated = units.Zip(adjusted).Where(pair => pair.First.IsTreated).Select(pair => pair.Second).ToArray();
        var others = units.Zip(adjusted).Where(pair => !pair.First.IsTreated).Select(pair => pair.Second).ToArray();
        if (treated.Length < Fewest || others.Length < Fewest)
            return null;
        var difference = treated.Mean() - others.Mean();
        var (a, b) = (treated.Variance() / treated.Length, others.Variance() / others.Length);
        if (a + b == 0)
            return new EffectEstimate(difference, new Interval(difference, difference), treated.Length, others.Length);
        var freedom = (a + b) * (a + b) / (a * a / (treated.Length - 1) + b * b / (others.Length - 1));
        var half = StudentT.InvCDF(0, 1, freedom, 0.975) * Math.Sqrt(a + b);
        return new EffectEstimate(
            difference,
            new Interval(difference - half, difference + half),
            treated.Length,
            others.Length
        );
    }

    private static double[] Adjust(IReadOnlyList<EffectUnit> units)
    {
        var before = units.Select(unit => unit.Before).ToArray();
        var outcome = units.Select(unit => unit.Outcome).ToArray();
        if (units.Count < 2)
            return outcome;
        var variance = before.Variance();
        var slope = variance > 0 ? before.Covariance(outcome) / variance : 0;
        var mean = before.Mean();
        return [.. outcome.Zip(before, (after, earlier) => after - slope * (earlier - mean))];
    }
}
