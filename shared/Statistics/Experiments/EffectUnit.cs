namespace Platform.Statistics.Experiments;

/// <summary>One subject of a comparison.</summary>
/// <param name="IsTreated">Whether the treatment was given.</param>
/// <param name="Outcome">What was measured afterwards.</param>
/// <param name="Before">The same measure before.</param>
/// <param name="Stratum">What has to be equal for a match: size and band, for example.</param>
/// <param name="Measures">What has to be near for a match, at entry; of the same length for all.</param>
/// <param name="Earlier">The measure as long before as the outcome is after: what nothing can have changed.</param>
public sealed record EffectUnit(
    bool IsTreated,
    double Outcome,
    double Before,
    string Stratum,
    IReadOnlyList<double> Measures,
    double? Earlier = null
);
