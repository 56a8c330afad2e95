using Platform.ServiceKit.Auth;

namespace Platform.Engagement.InApp;

/// <summary>The routes of this folder. Operations and managers author; everybody inside reads.</summary>
internal static class InAppEndpoints
{
    /// <param name="app">At the root: what the SDK calls is no part of the API that people and partners use.</param>
    /// <param name="v1">Below <c>/v1</c>.</param>
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        var applications = v1.MapGroup("/applications").WithTags("Applications").RequireRoles(Roles.Ops);
        ListApplications.Map(applications);
        CreateApplication.Map(applications);
        ChangeApplication.Map(applications);
        RotateApplicationSecret.Map(applications);

        var messages = v1.MapGroup("/messages").WithTags("Messages");
        ListMessages.Map(messages);
        GetMessage.Map(messages);
        GetMessageReason.Map(messages);
        GetMessageResults.Map(messages);
        PreviewMessage.Map(messages);
        var authors = messages.MapGroup("").RequireRoles(Roles.Ops, Roles.Manager);
        CreateMessage.Map(authors);
        ChangeMessage.Map(authors);
        StartMessage.Map(authors);
        PauseMessage.Map(authors);

        ListContactEngagement.Map(v1.MapGroup("/contacts").WithTags("Contacts"));

        // What a developer of the customer's product needs stands in shared/docs/sdk.md.
        var sdk = app.MapGroup("/sdk").AllowAnonymous().ExcludeFromDescription();
        GetSdkFile.Map(sdk);
        var sdkV1 = sdk.MapGroup("/v1");
        OpenSdkSession.Map(sdkV1);
        TakeSdkEvents.Map(sdkV1);
    }
}
