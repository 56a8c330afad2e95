using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.People;

/// <summary>The caller's own preferences.</summary>
public static class GetPreferences
{
    public static void Map(IEndpointRouteBuilder me) =>
        me.MapGet("/preferences", HandleAsync).WithName(nameof(GetPreferences));

    private static async Task<Ok<Preferences>> HandleAsync(
        Database database,
        Caller caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var preferences = await Preferences.ReadAsync(database, caller.Id, ct);
        response.SetETag(preferences.Version);
        return TypedResults.Ok(preferences);
    }
}
