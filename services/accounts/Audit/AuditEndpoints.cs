using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Audit;

internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup("/v1/audit").RequireArea("accounts").WithTags("Audit");
        QueryAudit.Map(audit);
        ExportAudit.Map(audit);
    }
}
