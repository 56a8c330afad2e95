namespace Platform.Cli.Portfolio;

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
