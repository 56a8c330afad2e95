using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

/// <param name="Run">The run.</param>
/// <param name="Steps">What it did, the oldest first.</param>
public sealed record GetRunResponse(RunResponse Run, IReadOnlyList<RunStep> Steps);

public static class GetRun
{
    public static void Map(IEndpointRouteBuilder runs) =>
        runs.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetRun)).WithDescription("One run with what it did.");

    private static async Task<Results<Ok<GetRunResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<RunRow>($"{RunRow.Select} where r.id = @id", new { id }, ct);
        if (row is null)
            return Problem.NotFound("run", id).ToResult();
        var steps = await database.QueryAsync<RunStep>(
            "select step, type, outcome, detail, by, at from run_step where run_id = @id order by run_step.id",
            new { id },
            ct
        );
        response.SetETag(row.Version);
        return TypedResults.Ok(new GetRunResponse(RunResponse.Of(row), steps));
    }
}
