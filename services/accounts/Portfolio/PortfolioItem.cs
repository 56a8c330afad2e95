using Platform.Contracts;

namespace Platform.Accounts.Portfolio;

/// <summary>An account in the ranked list.</summary>
/// <param name="Size">smb, mid_market or enterprise; null while nothing decides it.</param>
/// <param name="Score">0–100; null: insufficient data.</param>
/// <param name="Band">red, yellow, green or insufficient_data.</param>
/// <param name="AtRisk">Why the account is at risk: red_band, open_risk, notice_given, called_at_risk; empty: it is
/// not.</param>
/// <param name="ArrAtRisk">All of the ARR while the account is at risk, else 0.</param>
/// <param name="ExpectedLoss">ARR × (1 − the probability to keep it).</param>
/// <param name="KeepProbability">How likely the account is kept, 0 to 1.</param>
/// <param name="KeepSource">Where the probability comes from: model, validation or default.</param>
/// <param name="Drivers">What costs the score most, dearest first.</param>
/// <param name="RenewalDate">The next end of a contract term; null where nothing comes up.</param>
/// <param name="Owner">The CSM's user id.</param>
public sealed record PortfolioItem(
    Guid AccountId,
    string Name,
    string? Size,
    Money Arr,
    decimal? Score,
    string Band,
    IReadOnlyList<string> AtRisk,
    Money ArrAtRisk,
    Money ExpectedLoss,
    decimal KeepProbability,
    string KeepSource,
    IReadOnlyList<PortfolioDriver> Drivers,
    DateOnly? RenewalDate,
    string? Owner
);
