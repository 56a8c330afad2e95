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
