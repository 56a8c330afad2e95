using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

public static class ListClaims
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/claims", HandleAsync)
            .WithName(nameof(ListClaims))
            .WithDescription("Value that was claimed in a plan, and what of it is confirmed.");

    private static async Task<Results<Ok<IReadOnlyList<Claim>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct)
            ? TypedResults.Ok(await database.QueryAsync<Claim>(Claim.OfPlan, new { planId = id }, ct))
            : Problem.NotFound("plan", id).ToResult();
}
