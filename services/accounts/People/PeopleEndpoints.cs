using Platform.ServiceKit.Auth;

namespace Platform.Accounts.People;

internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/v1/people").RequireArea("accounts").WithTags("Team");
        ListPeople.Map(people);
        PutPerson.Map(people);
        GetMe.Map(app.MapGroup("").RequireArea("accounts").WithTags("Team"));
    }
}
