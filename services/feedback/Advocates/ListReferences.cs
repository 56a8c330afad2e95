using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

public static class ListReferences
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates
            .MapGet("/{id:guid}/references", HandleAsync)
            .WithName(nameof(ListReferences))
            .WithDescription("What an advocate was asked for and what came of it.");

    private static async Task<Results<Ok<IReadOnlyList<ReferenceResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from advocate where id = @id)", new { id }, ct)
            ? TypedResults.Ok(
                await database.QueryAsync<ReferenceResponse>(
                    $"{ReferenceSql.Select} where r.advocate_id = @id order by r.asked_at desc",
                    new { id },
                    ct
                )
            )
            : Problem.NotFound("advocate", id).ToResult();
}
