using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Exports;

internal static class ExportsEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        ExportRecords.Map(app.MapGroup("/v1/exports").RequireArea("accounts").WithTags("Imports"));
}
