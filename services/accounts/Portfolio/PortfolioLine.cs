namespace Platform.Accounts.Portfolio;

/// <summary>One line of the portfolio.</summary>
/// <param name="Arr">Annual recurring revenue as renewals last told, in <paramref name="Currency"/>, the reporting
/// currency.</param>
/// <param name="AtRisk">Why the account is at risk: red_band, open_risk, notice_given, called_at_risk; empty: it is
/// not.</param>
/// <param name="ArrAtRisk">All of the ARR while the account is at risk, else 0.</param>
/// <param name="ExpectedLoss">ARR × (1 − the probability to keep it).</param>
/// <param name="KeepProbability">How likely the account is kept, 0 to 1.</param>
/// <param name="KeepSource">Where the probability comes from: model, validation or default.</param>
/// <param name="Band"><c>red</c>, <c>yellow</c>, <c>green</c>, or null while there is not enough data.</param>
/// <param name="OpenTickets">Support tickets that are open now.</param>
public sealed record PortfolioLine(
    Guid Id,
    string Name,
    string Lifecycle,
    string? Industry,
    string? Country,
    string? Size,
    string? Motion,
    string? Priority,
    string? Csm,
    DateOnly? CustomerSince,
    decimal Arr,
    IReadOnlyList<string> AtRisk,
    decimal ArrAtRisk,
    decimal ExpectedLoss,
    decimal KeepProbability,
    string KeepSource,
    string? Currency,
    int? Seats,
    DateOnly? RenewalDate,
    decimal? Score,
    string? Band,
    int OpenTickets
);
