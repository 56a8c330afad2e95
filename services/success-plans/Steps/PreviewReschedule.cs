using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

public static class PreviewReschedule
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapGet("/{id:guid}/steps/{stepId:guid}/reschedule", HandleAsync)
            .WithName(nameof(PreviewReschedule))
            .WithDescription(
                "What another due day would push along. Nothing changes; the version told here applies exactly this."
            );

    private static async Task<Results<Ok<RipplePreview>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid stepId,
        DateOnly dueOn,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.ScalarAsync<int?>("select version from plan where id = @id", new { id }) is not { } version)
            return Problem.NotFound("plan", id).ToResult();
        var steps = await work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        return Rescheduling.Plan(steps, stepId, dueOn, day.Current) is var (moves, problem) && problem is null
            ? TypedResults.Ok(Rescheduling.Preview(steps, moves, version))
            : problem!.ToResult();
    }
}
