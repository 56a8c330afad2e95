using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Challengers;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

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
