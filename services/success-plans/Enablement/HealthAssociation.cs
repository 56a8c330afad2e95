using MathNet.Numerics.Distributions;

namespace Platform.SuccessPlans.Enablement;

/// <summary>
/// How health moved around certification, against accounts of the segment that had none over the same days. It is an
/// association: who sends people to training may do other things well too.
/// </summary>
public static class HealthAssociation
{
    /// <summary>Fewer are no ground for a figure.</summary>
    public const int FewestAccounts = 5;

    /// <param name="differences">One per certified account: own change less the comparison's.</param>
    /// <returns>Null for fewer than five.</returns>
    public static Association? Of(IReadOnlyList<decimal> differences)
    {
        if (differences.Count < FewestAccounts)
            return null;
        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Count - 1);
        var half = (decimal)(
            StudentT.InvCDF(0, 1, differences.Count - 1, 0.975) * Math.Sqrt((double)variance / differences.Count)
        );
        return new Association(
            differences.Count,
            Math.Round(mean, 2),
            Math.Round(mean - half, 2),
            Math.Round(mean + half, 2)
        );
    }
}
