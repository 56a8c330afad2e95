using System.Text.Json;
using Platform.Contracts;

namespace Platform.Gateway.Portfolio;

internal sealed class PortfolioRow
{
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";
    public string? Segment { get; init; }
    public decimal Arr { get; init; }
    public string Currency { get; init; } = "";
    public decimal? Score { get; init; }
    public string Band { get; init; } = "";
    public decimal ArrAtRisk { get; init; }
    public string Drivers { get; init; } = "[]";
    public DateOnly? RenewalDate { get; init; }
    public string? Owner { get; init; }
    public string SortKey { get; init; } = "";

    public PortfolioItem ToItem()
    {
        // An account that never paid has no currency of its own; an amount without one is no money.
        var currency = Currency.Length > 0 ? Currency : "EUR";
        return new PortfolioItem(
            AccountId,
            Name,
            Segment,
            new Money(decimal.Round(Arr, 2), currency),
            Score,
            Band,
            Score is null ? null : new Money(ArrAtRisk, currency),
            JsonSerializer.Deserialize<List<PortfolioDriver>>(Drivers, ContractJson.Options) ?? [],
            RenewalDate,
            Owner
        );
    }
}
