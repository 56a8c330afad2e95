namespace Platform.SuccessPlans.Peers;

/// <summary>What is compared, and how coarsely it is told.</summary>
/// <param name="Step">Published figures are multiples of it.</param>
/// <param name="Least">Figures below are not told, and likewise above <paramref name="Most"/>: a mean at the very
/// edge would tell everybody's value, another one would be false.</param>
public sealed record PeerMetric(string Name, decimal Step, decimal Least, decimal Most, bool HigherIsBetter = true)
{
    /// <returns>Null at the edges of the scale.</returns>
    public decimal? Round(decimal mean) =>
        Math.Round(mean / Step, MidpointRounding.AwayFromZero) * Step is var rounded
        && rounded >= Least
        && rounded <= Most
            ? rounded
            : null;
}
