using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Loops;

public static class GetLoop
{
    public static void Map(IEndpointRouteBuilder loops) =>
        loops
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetLoop))
            .WithDescription("One loop with its steps and when they are due.");

    private static async Task<Results<Ok<LoopResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<LoopRow>($"{LoopRow.Select} where l.id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("loop", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse(await LoopStepRow.OfAsync(database, [id], ct), clock.GetUtcNow()));
    }
}
