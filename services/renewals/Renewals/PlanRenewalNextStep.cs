using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Renewals.Renewals;

/// <param name="NextStep">What is done next.</param>
/// <param name="On">By when, ISO date.</param>
public sealed record PlanRenewalNextStepRequest([Required, StringLength(500)] string NextStep, DateOnly On);

public static class PlanRenewalNextStep
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapPost("/{id:guid}/next-step", HandleAsync)
            .WithName(nameof(PlanRenewalNextStep))
            .WithDescription("What is done next for the renewal, and by when.");

    private static Task<Results<Ok<RenewalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanRenewalNextStepRequest request,
        HttpContext http,
        RenewalChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            http,
            request.NextStep,
            async (work, _, _) =>
            {
                await work.ExecuteAsync(
                    "update renewal set next_step = @NextStep, next_step_on = @On where id = @id",
                    new
                    {
                        request.NextStep,
                        request.On,
                        id,
                    }
                );
                return null;
            },
            ct
        );
}
