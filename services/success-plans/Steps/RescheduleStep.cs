using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

public sealed record RescheduleStepRequest(DateOnly DueOn);

/// <summary>A new due date: first what it would push along, then, with the plan's version, the change itself.</summary>
public static class RescheduleStep
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapPost("/{id:guid}/steps/{stepId:guid}/reschedule", HandleAsync).WithName(nameof(RescheduleStep));

    private static async Task<Results<Ok<RipplePreview>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid stepId,
        RescheduleStepRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        var (moves, problem) = Rescheduling.Plan(steps, stepId, request.DueOn, day.Current);
        if (problem is not null)
            return problem.ToResult();
        foreach (var move in moves)
        {
            await plan.Work.ExecuteAsync(
                "update step set due_on = @To where id = @StepId",
                new { move.StepId, move.To }
            );
            await plan.RecordAsync(
                "due date moved",
                move.StepId,
                new { DueOn = move.From },
                new { DueOn = move.To, move.Because }
            );
        }

        await plan.CommitAsync();
        http.Response.SetETag(plan.Version);
        return TypedResults.Ok(Rescheduling.Preview(steps, moves, plan.Version));
    }
}
