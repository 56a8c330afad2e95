using Platform.Contracts.HealthScoring;

namespace Platform.Accounts.Portfolio;

/// <summary>The bands of the health score, as filters and answers spell them.</summary>
internal static class HealthBands
{
    public const string InsufficientData = "insufficient_data";

    public static readonly IReadOnlyList<string> All = ["red", "yellow", "green", InsufficientData];

    public static string? NameOf(HealthBand? band) =>
        band switch
        {
            HealthBand.Red => "red",
            HealthBand.Yellow => "yellow",
            HealthBand.Green => "green",
            _ => null,
        };
}
