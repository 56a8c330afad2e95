namespace Platform.Cli.Portfolio;

/// <summary>What <c>GET /v1/portfolio</c> answers.</summary>
public sealed record PortfolioPage(IReadOnlyList<PortfolioItem> Items, string? Next);
