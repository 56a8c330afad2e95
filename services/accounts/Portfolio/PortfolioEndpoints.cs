using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Portfolio;

internal static class PortfolioEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        ListAccounts.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
}
