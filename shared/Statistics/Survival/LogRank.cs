using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Platform.Statistics.Survival;

/// <param name="Observed">Ends per group, in the order given.</param>
/// <param name="Expected">Ends per group if all shared one hazard.</param>
/// <param name="PValue">Of the χ² distribution with one degree of freedom less than there are groups.</param>
public sealed record LogRankResult(
    double ChiSquare,
    int DegreesOfFreedom,
    double PValue,
    IReadOnlyList<int> Observed,
    IReadOnlyList<double> Expected
);

/// <summary>The log-rank test (Mantel 1966; Peto and Peto 1972) that groups share one survival curve, with the
/// hypergeometric variance at ties.</summary>
public static class LogRank
{
    /// <exception cref="ArgumentException">Fewer than two groups, or a group without subjects.</exception>
    public static LogRankResult Test(IReadOnlyList<IReadOnlyList<Lifetime>> groups)
    {
        if (groups.Count < 2 || groups.Any(g => g.Count == 0))
            throw new ArgumentException(
                "The log-rank test compares two groups or more, each with subjects.",
                nameof(groups)
            );
        var k = groups.Count;
        var observed = groups.Select(g => g.Count(l => l.Ended)).ToArray();
        var expected = new double[k];
        var variance = Matrix<double>.Build.Dense(k, k);
        foreach (var time in groups.SelectMany(g => g).Where(l => l.Ended).Select(l => l.Time).Distinct().Order())
        {
            var atRisk = groups.Select(g => g.Count(l => l.Time >= time)).ToArray();
            double n = atRisk.Sum(),
                d = groups.Sum(g => g.Count(l => l.Ended && l.Time == time));
            for (var i = 0; i < k; i++)
            {
                expected[i] += d * atRisk[i] / n;
                if (n < 2)
                    continue;
                for (var j = 0; j < k; j++)
                    variance[i, j] += d * (n - d) / (n - 1) * (atRisk[i] / n) * ((i == j ? 1 : 0) - atRisk[j] / n);
            }
        }

        // The differences sum to zero, so one group says nothing that the others do not.
        var difference = Vector<double>.Build.Dense(k - 1, i => observed[i] - expected[i]);
        var chiSquare = difference.DotProduct(variance.SubMatrix(0, k - 1, 0, k - 1).PseudoInverse() * difference);
        return new(chiSquare, k - 1, 1 - ChiSquared.CDF(k - 1, chiSquare), observed, expected);
    }
}
