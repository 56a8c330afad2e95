using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Cadences;

public static class GetCadences
{
    public static void Map(IEndpointRouteBuilder cadences) =>
        cadences
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetCadences))
            .WithDescription("What each account is owed, by how it is served.");

    private static async Task<Ok<CadenceTable>> HandleAsync(
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var table = await CadenceTable.ReadAsync(work);
        response.SetETag(table.Version);
        return TypedResults.Ok(table);
    }
}
