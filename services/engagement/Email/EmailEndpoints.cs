using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Email;

/// <summary>The routes of this folder.</summary>
internal static class EmailEndpoints
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        var emails = v1.MapGroup("/emails").WithTags("Messages");
        GetEmailStatus.Map(emails);
        ListEmails.Map(emails);
        CreateEmail.Map(emails);
        GetEmail.Map(emails);

        // For the operator's mail server, which has nothing but the secret in the path.
        var hooks = app.MapGroup("/hooks").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ReceiveMail.Map(hooks);
    }
}
