using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Erasure;

internal static class ErasureEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var contacts = app.MapGroup("/v1/contacts").RequireArea("accounts").WithTags("Contacts");
        EraseContact.Map(contacts);
        ExportPersonalData.Map(contacts);
        GetErasure.Map(app.MapGroup("/v1/erasures").RequireArea("accounts").WithTags("Contacts"));
    }
}
