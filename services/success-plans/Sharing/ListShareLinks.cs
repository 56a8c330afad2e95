using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Sharing;

public static class ListShareLinks
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/links", HandleAsync)
            .WithName(nameof(ListShareLinks))
            .WithDescription("The links to a plan, without their secrets.");

    private static async Task<Results<Ok<IReadOnlyList<ShareLink>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct)
            ? TypedResults.Ok(
                await database.QueryAsync<ShareLink>(
                    $"{ShareLink.Select} where l.plan_id = @id order by l.id desc",
                    new { id },
                    ct
                )
            )
            : Problem.NotFound("plan", id).ToResult();
}
