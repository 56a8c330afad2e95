using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Activities;

internal static class ActivitiesEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        RecordActivity.Map(accounts);
        ListActivities.Map(accounts);
        var activities = app.MapGroup("/v1/activities").RequireArea("accounts").WithTags("Accounts");
        GetActivity.Map(activities);
        ChangeActivity.Map(activities);
        DeleteActivity.Map(activities);
    }
}
