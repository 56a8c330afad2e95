using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public static class GetWave
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetWave))
            .WithDescription("One wave with how many were asked and have answered.");

    private static async Task<Results<Ok<WaveResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<WaveRow>($"{WaveRow.Select} where w.id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("wave", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }
}
