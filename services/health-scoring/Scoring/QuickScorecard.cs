namespace Platform.HealthScoring.Scoring;

/// <summary>
/// A scorecard's arithmetic in double precision, for going through a whole book: what it answers is what
/// <see cref="HealthScorer"/> answers but for the last digit where a value lies on the edge of two. It
/// decides which accounts to look at, never what is stored.
/// </summary>
public sealed class QuickScorecard
{
    private readonly (double Weight, (int Measure, double Weight, double[] Raw, double[] Value)[] Measures)[] _groups;
    private readonly (int Measure, bool AtLeast, double Threshold, double AtMost)[] _caps;
    private readonly double _weight;
    private readonly double _minimum;
    private readonly double _redUpTo;
    private readonly double _yellowUpTo;

    public QuickScorecard(Scorecard card)
    {
        _groups =
        [
            .. card.Groups.Select(g =>
                (
                    (double)g.Measures.Sum(m => m.Weight),
                    g.Measures.Select(m =>
                            (
                                (int)m.Measure,
                                (double)m.Weight,
                                m.Curve.Points.Select(p => (double)p.Raw).ToArray(),
                                m.Curve.Points.Select(p => (double)p.Value).ToArray()
                            )
                        )
                        .ToArray()
                )
            ),
        ];
        _caps =
        [
            .. card.Caps.Select(c =>
                ((int)c.Measure, c.Comparison == Comparison.AtLeast, (double)c.Threshold, (double)c.AtMost)
            ),
        ];
        _weight = _groups.Sum(g => g.Weight);
        (_minimum, _redUpTo, _yellowUpTo) = (
            (double)card.MinimumWeightPresent,
            (double)card.Bands.RedUpTo,
            (double)card.Bands.YellowUpTo
        );
    }

    /// <summary>The score to two decimals, or NaN where too little is known.</summary>
    /// <param name="values">By the measures' numbers; NaN is missing.</param>
    public double Score(ReadOnlySpan<double> values)
    {
        if (values[(int)Measure.Override] is var put && !double.IsNaN(put))
            return Round(Math.Clamp(put, 0, 100));
        double sum = 0,
            divisor = 0,
            present = 0;
        foreach (var (weight, measures) in _groups)
        {
            double points = 0,
                here = 0;
            foreach (var (measure, own, raws, mapped) in measures)
            {
                var raw = values[measure];
                if (double.IsNaN(raw))
                    continue;
                here += own;
                points += own * ValueOf(raws, mapped, raw);
            }
            if (here == 0)
                continue;
            present += here;
            divisor += weight;
            sum += weight * points / here;
        }
        // A hair's breadth below the minimum is rounding: weights are decimals.
        if (divisor == 0 || present / _weight < _minimum - 1e-12)
            return double.NaN;
        var score = Round(sum / divisor);
        foreach (var (measure, atLeast, threshold, atMost) in _caps)
        {
            var raw = values[measure];
            if (!double.IsNaN(raw) && (atLeast ? raw >= threshold : raw <= threshold))
                score = Math.Min(score, atMost);
        }
        return score;
    }

    public Band? BandOf(double score) =>
        double.IsNaN(score) ? null
        : score <= _redUpTo ? Band.Red
        : score <= _yellowUpTo ? Band.Yellow
        : Band.Green;

    /// <summary>Half to even as the exact arithmetic has it; a value that is a tie in decimals may be next to one in
    /// binary.</summary>
    private static double Round(double value) => Math.Round(Math.Round(value, 9), 2, MidpointRounding.ToEven);

    private static double ValueOf(double[] raws, double[] values, double raw)
    {
        if (raw <= raws[0])
            return values[0];
        for (var i = 1; i < raws.Length; i++)
            if (raw <= raws[i])
                return Math.Round(
                    values[i - 1] + (values[i] - values[i - 1]) * (raw - raws[i - 1]) / (raws[i] - raws[i - 1]),
                    Curve.ValueDecimals,
                    MidpointRounding.ToEven
                );
        return values[^1];
    }
}
