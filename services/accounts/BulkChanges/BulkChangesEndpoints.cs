using Platform.ServiceKit.Auth;

namespace Platform.Accounts.BulkChanges;

internal static class BulkChangesEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var bulk = app.MapGroup("/v1/bulk").RequireArea("accounts").WithTags("Accounts");
        StartBulkChange.Map(bulk);
        ListBulkChanges.Map(bulk);
        GetBulkChange.Map(bulk);
        ListBulkChangeResults.Map(bulk);
        UndoBulkChange.Map(bulk);
    }
}
