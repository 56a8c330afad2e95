using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Portfolio;

internal static class PortfolioEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        ListAccounts.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
        var portfolio = app.MapGroup("/v1/portfolio").RequireArea("accounts").WithTags("Accounts");
        ListPortfolio.Map(portfolio);
        SummarisePortfolio.Map(portfolio);
        GetPortfolioColumns.Map(portfolio);
        ExportPortfolio.Map(app.MapGroup("/v1/exports").RequireArea("accounts").WithTags("Imports"));
    }
}
