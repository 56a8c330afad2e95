namespace Platform.Cli.Portfolio;

public sealed record PortfolioItem(
    Guid AccountId,
    string Name,
    string? Size,
    MoneyText? Arr,
    decimal? Score,
    string? Band,
    MoneyText? ArrAtRisk,
    MoneyText? ExpectedLoss,
    IReadOnlyList<Driver>? Drivers,
    DateOnly? RenewalDate,
    string? Owner
);
