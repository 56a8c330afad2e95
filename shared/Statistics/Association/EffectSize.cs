namespace Platform.Statistics.Association;

/// <summary>
/// Names for how much an association is worth, apart from whether it is chance: of many subjects a φ of 0.06 is beyond
/// chance and of no use to anybody. Our own choice of limits.
/// </summary>
public static class EffectSize
{
    /// <summary>Below this a φ is no effect.</summary>
    public const double None = 0.2;

    private const double Weak = 0.4;
    private const double Moderate = 0.6;

    /// <summary><c>none</c>, <c>weak</c>, <c>moderate</c> or <c>strong</c>, whichever way it goes.</summary>
    public static string OfPhi(double phi) =>
        Math.Abs(phi) switch
        {
            < None => "none",
            < Weak => "weak",
            < Moderate => "moderate",
            _ => "strong",
        };
}
