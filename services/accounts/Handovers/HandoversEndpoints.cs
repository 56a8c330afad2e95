using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Handovers;

internal static class HandoversEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var handovers = app.MapGroup("/v1/handovers").RequireArea("accounts").WithTags("Hand-overs");
        GetHandover.Map(handovers);
        ListHandovers.Map(handovers);
        ChangeHandover.Map(handovers);
        AcceptHandover.Map(handovers);
        RefuseHandover.Map(handovers);
        WithdrawHandover.Map(handovers);
        ProposeHandover.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
    }
}
