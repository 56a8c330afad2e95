using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// Weights after the missing rule: a missing measure gives its weight to the present ones of its group, in proportion;
/// a group with nothing present drops out of the mean.
/// </summary>
internal sealed class Weighing
{
    private const int MostRemembered = 1_000;

    private static readonly ConditionalWeakTable<Scorecard, ConcurrentDictionary<ulong, Weighing>> Known = [];

    private Weighing(decimal[] shares, decimal present)
    {
        Shares = shares;
        Present = present;
    }

    /// <summary>Exact share per measure in the scorecard's order; 0 where missing. They sum to 1 (up to the 28th digit)
    /// or are all 0.</summary>
    public decimal[] Shares { get; }

    /// <summary>Share of the scorecard's own weight that is present.</summary>
    public decimal Present { get; }

    /// <summary>Remembered by scorecard and by what is missing: the divisions are half the cost of a score, and most
    /// accounts miss the same.</summary>
    public static Weighing Of(Scorecard card, MeasureValues values)
    {
        var known = Known.GetOrCreateValue(card);
        var mask = values.Mask();
        if (known.TryGetValue(mask, out var weighing))
            return weighing;
        if (known.Count > MostRemembered)
            known.Clear();
        return known[mask] = Compute(card, values);
    }

    private static Weighing Compute(Scorecard card, MeasureValues values)
    {
        var shares = new decimal[card.Groups.Sum(g => g.Measures.Count)];
        decimal all = 0,
            present = 0,
            divisor = 0;
        foreach (var group in card.Groups)
        {
            var (weight, here) = Weights(group, values);
            all += weight;
            present += here;
            if (here > 0)
                divisor += weight;
        }
        if (divisor == 0)
            return new(shares, 0);

        var i = 0;
        foreach (var group in card.Groups)
        {
            var (weight, here) = Weights(group, values);
            foreach (var measure in group.Measures)
                shares[i++] = values[measure.Measure] is null ? 0 : measure.Weight * weight / (here * divisor);
        }
        return new(shares, present / all);
    }

    /// <summary>The weighted mean, rounded; null when nothing is present.</summary>
    public static decimal? Mean(Scorecard card, MeasureValues values) => Of(card, values).MeanOf(card, values);

    /// <summary>The weighted mean of values with these measures present, rounded; null when nothing is.</summary>
    public decimal? MeanOf(Scorecard card, MeasureValues values)
    {
        if (Present == 0)
            return null;
        decimal sum = 0;
        var i = 0;
        foreach (var group in card.Groups)
        foreach (var measure in group.Measures)
        {
            if (values[measure.Measure] is { } raw)
                sum += Shares[i] * measure.Curve.ValueOf(raw);
            i++;
        }
        return Points.Round(sum);
    }

    private static (decimal All, decimal Present) Weights(MeasureGroup group, MeasureValues values)
    {
        decimal all = 0,
            present = 0;
        foreach (var measure in group.Measures)
        {
            all += measure.Weight;
            if (values[measure.Measure] is not null)
                present += measure.Weight;
        }
        return (all, present);
    }
}
