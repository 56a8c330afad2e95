using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public static class CancelWave
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves
            .MapPost("/{id:guid}/cancellation", HandleAsync)
            .WithName(nameof(CancelWave))
            .WithDescription(
                "Stops a wave: no one else is asked and a series does not repeat. Answers that were given stay."
            );

    /// <summary>A wave that was not opened asks nobody, an open one takes no more answers, and none follows
    /// it.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (await work.ExecuteAsync(Cancel, new { id }) == 0)
            return Problem.NotFound("wave", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private const string Cancel = """
        update wave set status = 'cancelled', version = version + 1
        where id = @id or (status = 'scheduled' and series_id = (select series_id from wave where id = @id))
        """;
}
