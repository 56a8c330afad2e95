using System.Globalization;

namespace Platform.Cli.Portfolio;

/// <summary>What <c>GET /v1/portfolio</c> answers.</summary>
public sealed record PortfolioPage(IReadOnlyList<PortfolioItem> Items, string? Next);

public sealed record PortfolioItem(
    Guid AccountId,
    string Name,
    string? Segment,
    MoneyText? Arr,
    decimal? Score,
    string? Band,
    MoneyText? ArrAtRisk,
    IReadOnlyList<Driver>? Drivers,
    DateOnly? RenewalDate,
    string? Owner
);

/// <summary>Money as the API writes it: the amount is text, so that no reader turns it into a binary
/// fraction.</summary>
public sealed record MoneyText(string Amount, string Currency)
{
    public decimal Value =>
        decimal.TryParse(Amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
