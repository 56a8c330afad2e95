using Platform.Contracts.HealthScoring;

namespace Platform.Gateway.Portfolio;

internal static class Bands
{
    public const string InsufficientData = "insufficient_data";

    public static readonly IReadOnlyList<string> All =
    [
        NameOf(HealthBand.Red),
        NameOf(HealthBand.Yellow),
        NameOf(HealthBand.Green),
        InsufficientData,
    ];

    public static string NameOf(HealthBand band) =>
        band switch
        {
            HealthBand.Red => "red",
            HealthBand.Yellow => "yellow",
            _ => "green",
        };
}
