using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Playbooks;
using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Runs;

/// <param name="Reason">Why the step is left out.</param>
public sealed record SkipStepRequest([Required, StringLength(1000)] string Reason);

public static class SkipStep
{
    public static void Map(IEndpointRouteBuilder runs) =>
        runs.MapPost("/{id:guid}/skip", HandleAsync)
            .WithName(nameof(SkipStep))
            .WithDescription("Leaves out the step that the run is at, and goes on with the next.");

    private static async Task<Results<Ok<RunResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SkipStepRequest request,
        Caller caller,
        RunChanges changes,
        LivePlaybooks playbooks,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await changes.ChangeAsync(
                id,
                caller,
                async (work, run, told) =>
                {
                    var definition = await playbooks.GetAsync(run.PlaybookId, run.PlaybookVersion, ct);
                    var step = definition.Find(run.Step) ?? definition.Steps[0];
                    var pass = new RunMove.Pass(step, definition.After(step), "skipped", request.Reason);
                    await RunEngine.PassAsync(work, run, pass, told, by: caller.Id);
                    run.EndReason = null;
                },
                ct
            )
        );
}
