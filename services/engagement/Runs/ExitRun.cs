using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Runs;

/// <param name="Reason">Why it ends.</param>
public sealed record ExitRunRequest([Required, StringLength(1000)] string Reason);

public static class ExitRun
{
    public static void Map(IEndpointRouteBuilder runs) =>
        runs.MapPost("/{id:guid}/exit", HandleAsync)
            .WithName(nameof(ExitRun))
            .WithDescription("Ends a run; what waits for it is taken back.");

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ExitRunRequest request,
        Caller caller,
        RunChanges changes,
        RunEngine engine,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await changes.ChangeAsync(
                id,
                caller,
                (_, run, told) =>
                {
                    engine.End(run, told, "exited", $"{caller.Id}: {request.Reason}");
                    return Task.CompletedTask;
                },
                ct
            )
        );
}
