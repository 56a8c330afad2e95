using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Merges;

internal static class MergesEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        MergeAccounts.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
        MergeContacts.Map(app.MapGroup("/v1/contacts").RequireArea("accounts").WithTags("Contacts"));
        var merges = app.MapGroup("/v1/merges").RequireArea("accounts").WithTags("Accounts");
        UndoMerge.Map(merges);
        ListMerges.Map(merges);
    }
}
