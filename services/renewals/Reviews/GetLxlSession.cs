using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Reviews;

public static class GetLxlSession
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetLxlSession))
            .WithDescription("One leaders' session with its accounts and asks.");

    private static async Task<Results<Ok<LxlSessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        return await LxlSessionReader.ReadAsync(work, id) is { } session
            ? TypedResults.Ok(session)
            : Problem.NotFound("session", id).ToResult();
    }
}
