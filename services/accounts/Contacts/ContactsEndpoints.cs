using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Contacts;

internal static class ContactsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        CreateContact.Map(accounts);
        ListContacts.Map(accounts);
        var contacts = app.MapGroup("/v1/contacts").RequireArea("accounts").WithTags("Contacts");
        GetContact.Map(contacts);
        ChangeContact.Map(contacts);
    }
}
