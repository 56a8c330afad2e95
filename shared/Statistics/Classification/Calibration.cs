namespace Platform.Statistics.Classification;

/// <param name="Predicted">Mean predicted probability of the bin.</param>
/// <param name="Observed">Share of the bin with the outcome, with its interval.</param>
public sealed record CalibrationBin(
    double From,
    double To,
    int Count,
    double Predicted,
    double Observed,
    Interval Interval
);

/// <summary>Whether predicted probabilities come true, and by how much they miss.</summary>
public static class Calibration
{
    /// <summary>Bins of equal counts, ascending; fewer where there are fewer cases than bins.</summary>
    public static IReadOnlyList<CalibrationBin> Of(
        IReadOnlyList<(double Probability, bool Outcome)> predicted,
        int bins = 10
    )
    {
        var sorted = predicted.OrderBy(p => p.Probability).ToArray();
        bins = Math.Min(bins, sorted.Length);
        var table = new List<CalibrationBin>(bins);
        for (var b = 0; b < bins; b++)
        {
            var bin = sorted[(sorted.Length * b / bins)..(sorted.Length * (b + 1) / bins)];
            var hits = bin.Count(p => p.Outcome);
            table.Add(
                new(
                    bin[0].Probability,
                    bin[^1].Probability,
                    bin.Length,
                    bin.Average(p => p.Probability),
                    (double)hits / bin.Length,
                    Interval.OfShare(hits, bin.Length)
                )
            );
        }
        return table;
    }

    /// <summary>Brier's score: mean squared miss over all classes, halved, so that two classes give the usual 0–1 (0 is
    /// perfect).</summary>
    public static double Brier(IReadOnlyList<(double[] Probabilities, int Outcome)> predicted) =>
        predicted.Count == 0
            ? double.NaN
            : predicted.Average(p => p.Probabilities.Select((q, k) => Math.Pow(q - (k == p.Outcome ? 1 : 0), 2)).Sum())
                / 2;
}
