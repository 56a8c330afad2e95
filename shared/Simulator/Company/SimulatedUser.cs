using Platform.Simulator.Randomness;

namespace Platform.Simulator.Company;

/// <summary>One user of the product at one account.</summary>
/// <param name="Id">Unique in the whole company.</param>
/// <param name="Rank">0 to 1: users of low rank are there first and leave last.</param>
/// <param name="Diligence">The chance to be active on an ordinary working day.</param>
/// <param name="EventsPerDay">Mean events on an active day, before the scale.</param>
/// <param name="Team">The department that the person works in.</param>
/// <param name="FeatureWeights">What they use, by place in the catalogue; 0: never.</param>
public sealed record SimulatedUser(
    string Id,
    double Rank,
    double Diligence,
    double EventsPerDay,
    string Team,
    double[] FeatureWeights
)
{
    internal static SimulatedUser Of(
        string account,
        int number,
        int count,
        string team,
        bool premium,
        bool stalled,
        Prng random
    )
    {
        var weights = new double[Feature.Catalogue.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var feature = Feature.Catalogue[i];
            var drawn = random.Share();
            var likes = drawn < (feature.Core ? 0.75 : 0.35) || i == 0;
            weights[i] = likes && (premium || !feature.Premium) ? feature.Appeal * random.Between(0.5, 1.5) : 0;
        }

        // Who is stuck in onboarding looks at the first screen and goes no further.
        if (stalled)
            Array.Clear(weights, 1, weights.Length - 1);

        return new(
            FormattableString.Invariant($"{account}-u{number + 1:000}"),
            (number + random.Share()) / count,
            random.Between(0.35, 0.95),
            random.Between(1.2, 4),
            team,
            weights
        );
    }
}
