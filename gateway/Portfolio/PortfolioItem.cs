using System.Text.Json;
using Platform.Contracts;

namespace Platform.Gateway.Portfolio;

/// <summary>An account in the ranked list.</summary>
/// <param name="Segment">smb, mid_market or enterprise; null while nothing decides it.</param>
/// <param name="Score">0–100; null: insufficient data.</param>
/// <param name="Band">red, yellow, green or insufficient_data.</param>
/// <param name="ArrAtRisk">ARR × (100 − score) / 100; null where there is no score.</param>
/// <param name="Drivers">What costs the score most, dearest first.</param>
/// <param name="RenewalDate">The next end of a contract term; null where nothing comes up.</param>
/// <param name="Owner">The CSM's user id.</param>
public sealed record PortfolioItem(
    Guid AccountId,
    string Name,
    string? Segment,
    Money Arr,
    decimal? Score,
    string Band,
    Money? ArrAtRisk,
    IReadOnlyList<PortfolioDriver> Drivers,
    DateOnly? RenewalDate,
    string? Owner
);

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
