namespace Platform.Statistics.Association;

/// <summary>Benjamini and Hochberg (1995): p-values of a family, adjusted so that those below q make at most a share q
/// of false discoveries.</summary>
public static class FalseDiscovery
{
    /// <summary>Adjusted p-values in the order given.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            least = Math.Min(least, pValues[order[rank]] * pValues.Count / (pValues.Count - rank));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }
}
