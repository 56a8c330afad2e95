using System.Text.Json;
using Npgsql;
using Platform.Accounts.Accounts;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

/// <param name="Query">Filters and sorting as <c>GET /v1/accounts</c> takes them.</param>
/// <param name="Shared">Everyone sees it; otherwise only its owner.</param>
public sealed record SaveViewRequest(string Name, PortfolioQuery Query, bool Shared = false);
