namespace Platform.Gateway.Portfolio;

/// <param name="Bands">Per band: how many accounts, their ARR, and what of it is at risk. insufficient_data has no risk
/// known.</param>
public sealed record PortfolioSummary(IReadOnlyList<PortfolioBand> Bands);
