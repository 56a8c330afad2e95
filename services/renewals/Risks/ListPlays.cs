using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Risks;

public static class ListPlays
{
    public static void Map(IEndpointRouteBuilder risks) =>
        risks
            .MapGet("/plays", HandleAsync)
            .WithName(nameof(ListPlays))
            .WithDescription("What to do against a risk, by category.");

    private static async Task<Ok<IReadOnlyList<PlayResponse>>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            await database.QueryAsync<PlayResponse>(
                "select code, category, title, steps from play order by category, code",
                null,
                ct
            )
        );
}
