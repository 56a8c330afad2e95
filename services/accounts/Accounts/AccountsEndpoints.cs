using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Accounts;

internal static class AccountsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        CreateAccount.Map(accounts);
        GetAccount.Map(accounts);
        ChangeAccount.Map(accounts);
    }
}
