using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Owners;

internal static class OwnersEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        AssignOwner.Map(accounts);
        GetOwners.Map(accounts);
    }
}
