namespace Platform.HealthScoring.Scoring;

/// <summary>Red from 0 to <paramref name="RedUpTo"/>, yellow above that to <paramref name="YellowUpTo"/>, green above
/// that.</summary>
/// <param name="RedUpTo">Scores up to this are red, 0 to 100.</param>
/// <param name="YellowUpTo">Scores up to this are yellow, those above green.</param>
public sealed record BandLimits(decimal RedUpTo = 50, decimal YellowUpTo = 75)
{
    public Band Of(decimal score) =>
        score <= RedUpTo ? Band.Red
        : score <= YellowUpTo ? Band.Yellow
        : Band.Green;
}
