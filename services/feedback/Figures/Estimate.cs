using MathNet.Numerics.Distributions;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Figures;

/// <summary>A figure with the uncertainty that its number of answers leaves.</summary>
/// <param name="Value">NPS: −100 to 100; top boxes: 0–100 %; mean: on the survey's scale.</param>
/// <param name="StandardError">On the same scale; what two figures are compared by.</param>
/// <param name="Low">Of the 95 % interval; absent below two answers.</param>
/// <param name="Interval">Which interval it is.</param>
public sealed record Estimate(double Value, int N, double StandardError, double? Low, double? High, string Interval)
{
    private const double Z = 1.959963984540054;

    /// <summary>Null without answers.</summary>
    public static Estimate? Of(Survey survey, ScoreCounts counts) =>
        counts.N == 0
            ? null
            : survey.Method switch
            {
                "nps" => NetPromoterScore(counts),
                "top_boxes" => Share(counts.From(survey.ScaleTo - survey.TopBoxes!.Value + 1), counts.N),
                _ => Average(counts),
            };

    /// <summary>
    /// 100·(promoters − detractors)/n. Each answer counts 1, 0 or −1, so its variance is p + d − (p − d)²; the interval
    /// is the normal one of a mean of n such values, cut at ±100.
    /// </summary>
    private static Estimate NetPromoterScore(ScoreCounts counts)
    {
        var (promoters, detractors) = ((double)counts.From(9) / counts.N, (double)counts.UpTo(6) / counts.N);
        var net = promoters - detractors;
        var error = 100 * Math.Sqrt((promoters + detractors - (net * net)) / counts.N);
        var value = 100 * net;
        return counts.N < 2
            ? new Estimate(value, counts.N, error, null, null, "normal")
            : new Estimate(
                value,
                counts.N,
                error,
                Math.Max(-100, value - (Z * error)),
                Math.Min(100, value + (Z * error)),
                "normal"
            );
    }

    /// <summary>A share with Wilson's interval, which keeps to 0–100 % and holds for few answers too.</summary>
    private static Estimate Share(int part, int n)
    {
        var p = (double)part / n;
        var denominator = 1 + (Z * Z / n);
        var centre = (p + (Z * Z / (2 * n))) / denominator;
        var half = Z / denominator * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n)));
        var error = 100 * Math.Sqrt(p * (1 - p) / n);
        return n < 2
            ? new Estimate(100 * p, n, error, null, null, "wilson")
            : new Estimate(100 * p, n, error, 100 * (centre - half), 100 * (centre + half), "wilson");
    }

    /// <summary>A mean with Student's interval of n − 1 degrees of freedom.</summary>
    private static Estimate Average(ScoreCounts counts)
    {
        var error = Math.Sqrt(counts.Variance / counts.N);
        if (counts.N < 2)
            return new Estimate(counts.Mean, counts.N, error, null, null, "t");
        var half = StudentT.InvCDF(0, 1, counts.N - 1, 0.975) * error;
        return new Estimate(counts.Mean, counts.N, error, counts.Mean - half, counts.Mean + half, "t");
    }
}
