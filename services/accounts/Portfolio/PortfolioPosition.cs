namespace Platform.Accounts.Portfolio;

/// <summary>Where a page ends, in the cursor of the next.</summary>
internal sealed record PortfolioPosition(string Sort, string Key, Guid Id);
