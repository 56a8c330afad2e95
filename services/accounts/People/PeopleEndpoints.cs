using Platform.ServiceKit.Auth;

namespace Platform.Accounts.People;

internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/v1/people").RequireArea("accounts").WithTags("Team");
        ListPeople.Map(people);
        GetPerson.Map(people);
        PutPerson.Map(people);
        ListTeams.Map(app.MapGroup("/v1/teams").RequireArea("accounts").WithTags("Team"));
        var me = app.MapGroup("/v1/me").RequireArea("accounts").WithTags("Team");
        GetMe.Map(me);
        RegisterMe.Map(me);
        GetPreferences.Map(me);
        SetPreferences.Map(me);
    }
}
