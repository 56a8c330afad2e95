using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

/// <param name="Until">When it goes on, within a year.</param>
public sealed record SnoozeRunRequest([Required] DateTimeOffset? Until);

public static class SnoozeRun
{
    public static void Map(IEndpointRouteBuilder runs) =>
        runs.MapPost("/{id:guid}/snooze", HandleAsync)
            .WithName(nameof(SnoozeRun))
            .WithDescription("Puts off the next moment of a run; events go on to end and advance it.");

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SnoozeRunRequest request,
        Caller caller,
        RunChanges changes,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await changes.ChangeAsync(
                id,
                caller,
                (work, run, _) =>
                {
                    if (request.Until <= work.Context.Now || request.Until > work.Context.Now.AddDays(365))
                        throw Problem.Invalid("until", "is not within the coming year").ToException();
                    if (run.State == "awaiting_approval" || run.State == "failed")
                        throw RunProblems.CannotSnooze(run).ToException();
                    run.NextAt = request.Until;
                    return Task.CompletedTask;
                },
                ct
            )
        );
}
