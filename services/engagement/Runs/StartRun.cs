using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Runs;

/// <param name="ContactId">The person that it is about, for a playbook about persons.</param>
/// <param name="ProductUserId">The product's user that it is about, for a playbook about users.</param>
/// <param name="Reason">Why.</param>
public sealed record StartRunRequest(
    [Required] Guid AccountId,
    Guid? ContactId,
    [StringLength(200)] string? ProductUserId,
    [Required, StringLength(1000)] string Reason
);

public static class StartRun
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPost("/{id:guid}/runs", HandleAsync)
            .WithName(nameof(StartRun))
            .WithDescription(
                "Starts a run for an account; where one of the same key is open, answers 200 with that one."
            );

    private static async Task<Results<Created<RunResponse>, Ok<RunResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        StartRunRequest request,
        Caller caller,
        RequestedRuns runs,
        CancellationToken ct
    )
    {
        var (run, isNew) = await runs.StartAsync(id, request, caller, ct);
        return isNew ? TypedResults.Created($"/v1/runs/{run.Id}", run) : TypedResults.Ok(run);
    }
}
