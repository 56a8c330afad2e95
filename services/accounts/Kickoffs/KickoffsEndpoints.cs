using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Kickoffs;

internal static class KickoffsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var kickoffs = app.MapGroup("/v1/kickoffs").RequireArea("accounts").WithTags("Hand-overs");
        ListKickoffs.Map(kickoffs);
        HoldKickoff.Map(kickoffs);
    }
}
