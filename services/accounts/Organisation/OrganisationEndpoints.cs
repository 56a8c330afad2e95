using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Organisation;

internal static class OrganisationEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var organisation = app.MapGroup("/v1/organisation").RequireArea("accounts").WithTags("Team");
        GetOrganisation.Map(organisation);
        ChangeOrganisation.Map(organisation);
        SetLogo.Map(organisation);
        DeleteLogo.Map(organisation);
        var pages = app.MapGroup("/organisation").WithTags("Team");
        ShowOrganisation.Map(pages);
        ShowLogo.Map(pages);
    }
}
