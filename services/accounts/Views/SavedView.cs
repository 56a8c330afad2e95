using Platform.Accounts.Portfolio;

namespace Platform.Accounts.Views;

/// <param name="OwnerId">User id of whose view it is.</param>
/// <param name="Shared">Whether everyone sees it; otherwise only its owner.</param>
/// <param name="Query">Filters and sorting as GET /v1/accounts takes them.</param>
public sealed record SavedView(Guid Id, string Name, string OwnerId, bool Shared, PortfolioQuery Query, int Version);
