using Platform.Contracts.HealthScoring;

namespace Platform.HealthScoring.Scoring;

internal static class Bands
{
    public static string? TextOf(Band? band) =>
        band switch
        {
            Band.Red => "red",
            Band.Yellow => "yellow",
            Band.Green => "green",
            _ => null,
        };

    public static HealthBand? ToContract(string? band) =>
        band switch
        {
            "red" => HealthBand.Red,
            "yellow" => HealthBand.Yellow,
            "green" => HealthBand.Green,
            _ => null,
        };
}
