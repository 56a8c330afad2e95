using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

public static class GetTactic
{
    public static void Map(IEndpointRouteBuilder tactics) =>
        tactics
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetTactic))
            .WithDescription("One tactic with how it went so far.");

    private static async Task<Results<Ok<TacticView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        if (await TacticCatalog.FindAsync(database, id, ct) is not { } tactic)
            return Problem.NotFound("tactic", id).ToResult();
        return TypedResults.Ok(tactic);
    }
}
