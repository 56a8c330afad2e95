using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Search;

internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        SearchEverything.Map(app.MapGroup("").RequireArea("accounts").WithTags("Accounts"));
}
