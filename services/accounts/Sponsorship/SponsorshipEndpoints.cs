using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Sponsorship;

internal static class SponsorshipEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        GetSponsorship.Map(app.MapGroup("").RequireArea("accounts").WithTags("Team"));
}
