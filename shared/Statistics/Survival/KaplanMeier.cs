namespace Platform.Statistics.Survival;

/// <summary>
/// The product-limit estimate (Kaplan and Meier 1958) with Greenwood's variance. Intervals are taken on the scale of
/// log S, as most statistics programs do by default, and cut at 1. Once all have ended the interval is not defined and
/// closes at 0.
/// </summary>
public sealed class KaplanMeier
{
    private const double Tolerance = 1e-12;

    private KaplanMeier(int subjects, IReadOnlyList<SurvivalStep> steps) => (Subjects, Steps) = (subjects, steps);

    public int Subjects { get; }

    /// <summary>One step per distinct time, ascending; those with no end only censor.</summary>
    public IReadOnlyList<SurvivalStep> Steps { get; }

    public int Ended => Steps.Sum(s => s.Ended);

    public static KaplanMeier Of(IEnumerable<Lifetime> lifetimes)
    {
        var all = lifetimes.ToList();
        var steps = new List<SurvivalStep>();
        double survival = 1,
            greenwood = 0;
        var atRisk = all.Count;
        foreach (var time in all.GroupBy(l => l.Time).OrderBy(g => g.Key))
        {
            var ended = time.Count(l => l.Ended);
            var censored = time.Count() - ended;
            survival *= (double)(atRisk - ended) / atRisk;
            if (ended > 0 && ended < atRisk)
                greenwood += ended / ((double)atRisk * (atRisk - ended));
            var error = Math.Sqrt(greenwood);
            steps.Add(
                new SurvivalStep(
                    time.Key,
                    atRisk,
                    ended,
                    censored,
                    survival,
                    survival * error,
                    survival * Math.Exp(-Interval.Z * error),
                    Math.Min(1, survival * Math.Exp(Interval.Z * error))
                )
            );
            atRisk -= ended + censored;
        }
        return new(all.Count, steps);
    }

    /// <summary>S(t): the share expected to last longer than <paramref name="time"/>; null beyond the last time
    /// watched, where nothing is known (unless all have ended).</summary>
    public SurvivalStep? At(double time)
    {
        if (Steps.Count == 0 || (time > Steps[^1].Time && Steps[^1].Survival > 0))
            return null;
        return Steps.LastOrDefault(s => s.Time <= time) ?? new SurvivalStep(0, Subjects, 0, 0, 1, 0, 1, 1);
    }

    /// <summary>The first time at which S(t) is one half or less; null where the curve never comes down so
    /// far.</summary>
    public double? Median => FirstAtOrBelowHalf(s => s.Survival);

    /// <summary>Where the interval's ends cross one half; an end that never does is open (null).</summary>
    public (double? Low, double? High) MedianInterval =>
        (FirstAtOrBelowHalf(s => s.Low), FirstAtOrBelowHalf(s => s.High));

    private double? FirstAtOrBelowHalf(Func<SurvivalStep, double> of) =>
        Steps.FirstOrDefault(s => of(s) <= 0.5 + Tolerance)?.Time;
}
