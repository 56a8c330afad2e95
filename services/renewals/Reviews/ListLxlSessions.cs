using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Reviews;

public static class ListLxlSessions
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListLxlSessions))
            .WithDescription("The leaders' sessions, quarter by quarter.");

    private static async Task<Ok<IReadOnlyList<LxlSessionResponse>>> HandleAsync(
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<LxlSessionResponse>(
                $"{LxlSessionReader.Select} order by quarter desc limit 100",
                null,
                ct
            )
        );
}
