namespace Platform.Accounts.Portfolio;

/// <summary>One line of the portfolio.</summary>
/// <param name="Arr">Annual recurring revenue as renewals last told, in <paramref name="Currency"/>, the reporting
/// currency.</param>
/// <param name="ArrAtRisk">All of the ARR while the account is red, half while it is yellow.</param>
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
    decimal ArrAtRisk,
    string? Currency,
    int? Seats,
    DateOnly? RenewalDate,
    decimal? Score,
    string? Band,
    int OpenTickets
);
