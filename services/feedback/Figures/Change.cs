using MathNet.Numerics.Distributions;

namespace Platform.Feedback.Figures;

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
