using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Coverage;

internal static class CoverageEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        GetCoverage.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
}
