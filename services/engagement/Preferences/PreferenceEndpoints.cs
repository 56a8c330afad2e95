using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Preferences;

/// <summary>The routes of this folder.</summary>
internal static class PreferenceEndpoints
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        // For people who have nothing but a link.
        var page = app.MapGroup("/preferences/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ShowPreferences.Map(page);
        SavePreferences.Map(page);
        ShowUnsubscribe.Map(page);
        UnsubscribeOneClick.Map(page);

        var links = v1.MapGroup("/preferences/links").WithTags("Contact budget");
        CreatePreferenceLink.Map(links);
        RevokePreferenceLink.Map(links);
    }
}
