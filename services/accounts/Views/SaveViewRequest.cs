using Platform.Accounts.Accounts;

namespace Platform.Accounts.Views;

/// <param name="Query">Filters and sorting as <c>GET /v1/accounts</c> takes them.</param>
/// <param name="Shared">Everyone sees it; otherwise only its owner.</param>
public sealed record SaveViewRequest(string Name, PortfolioQuery Query, bool Shared = false);
