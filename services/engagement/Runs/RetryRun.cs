using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Runs;

/// <param name="Reason">Why it should work now.</param>
public sealed record RetryRunRequest([Required, StringLength(1000)] string Reason);

public static class RetryRun
{
    public static void Map(IEndpointRouteBuilder runs) =>
        runs.MapPost("/{id:guid}/retry", HandleAsync)
            .WithName(nameof(RetryRun))
            .WithDescription("Does the step again that failed.");

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RetryRunRequest request,
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
                    if (run.State != "failed")
                        throw RunProblems.NothingToRetry(run).ToException();
                    (run.State, run.EndReason, run.WaitingFor) = ("running", null, null);
                    (run.Wake, run.NextAt) = (null, work.Context.Now);
                    return Task.CompletedTask;
                },
                ct
            )
        );
}
