namespace Platform.Feedback.Figures;

/// <summary>How often each score was given. Every figure is made of these counts alone, so that a recount is a
/// count.</summary>
public sealed class ScoreCounts(IReadOnlyDictionary<int, int> counts)
{
    public int N { get; } = counts.Values.Sum();

    public IReadOnlyDictionary<int, int> Counts { get; } = counts;

    public int From(int score) => Counts.Where(c => c.Key >= score).Sum(c => c.Value);

    public int UpTo(int score) => Counts.Where(c => c.Key <= score).Sum(c => c.Value);

    public double Mean => Counts.Sum(c => (double)c.Key * c.Value) / N;

    /// <summary>Of the sample, with n − 1.</summary>
    public double Variance => N < 2 ? 0 : Counts.Sum(c => c.Value * Math.Pow(c.Key - Mean, 2)) / (N - 1);
}
