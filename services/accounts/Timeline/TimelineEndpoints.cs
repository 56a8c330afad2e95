using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Timeline;

internal static class TimelineEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        GetTimeline.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
}
