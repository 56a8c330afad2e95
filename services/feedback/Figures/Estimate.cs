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

    /// <summary>Null where nobody answered.</summary>
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
    /// is the normal one of a mean of n
    /// such values, cut at ±100.
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

/// <summary>Two figures of one survey, the later against the earlier.</summary>
/// <param name="PValue">How often a difference as large comes about where nothing changed, by a two-sided z-test of the
/// two standard errors.</param>
/// <param name="MoreThanNoise">True where the p-value is below 0.05 and both have at least ten answers: below that, the
/// test promises more than it can hold.</param>
public sealed record Change(double Difference, double? PValue, bool MoreThanNoise)
{
    private const int FewestAnswers = 10;

    public static Change Between(Estimate earlier, Estimate later)
    {
        var difference = later.Value - earlier.Value;
        var error = Math.Sqrt(
            (earlier.StandardError * earlier.StandardError) + (later.StandardError * later.StandardError)
        );
        double? p = error > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(difference) / error) : null;
        var enough = Math.Min(earlier.N, later.N) >= FewestAnswers;
        // Without any spread in either a difference is certain, as far as the answers go.
        return new Change(difference, p, enough && (p is { } value ? value < 0.05 : difference != 0));
    }
}
