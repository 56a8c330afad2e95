using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Steps;

/// <summary>A new due date: first what it would push along, then, with the plan's version, the change itself.</summary>
public static class RescheduleStep
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapGet("/{id:guid}/steps/{stepId:guid}/reschedule", PreviewAsync)
            .WithName("PreviewReschedule")
            .WithDescription(
                "What another due day would push along. Nothing changes; the version told here applies exactly this."
            );
        plans.MapPost("/{id:guid}/steps/{stepId:guid}/reschedule", ApplyAsync).WithName(nameof(RescheduleStep));
    }

    private static async Task<Results<Ok<RipplePreview>, ProblemHttpResult>> PreviewAsync(
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
        return Plan(steps, stepId, dueOn, day.Current) is var (moves, problem) && problem is null
            ? TypedResults.Ok(Preview(steps, moves, version))
            : problem!.ToResult();
    }

    private static async Task<Results<Ok<RipplePreview>, ProblemHttpResult>> ApplyAsync(
        Guid id,
        Guid stepId,
        RescheduleRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        var (moves, problem) = Plan(steps, stepId, request.DueOn, day.Current);
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
        return TypedResults.Ok(Preview(steps, moves, plan.Version));
    }

    private static (IReadOnlyList<Move> Moves, Problem? Problem) Plan(
        IReadOnlyList<Step> steps,
        Guid stepId,
        DateOnly dueOn,
        BusinessCalendar calendar
    )
    {
        if (steps.FirstOrDefault(s => s.Id == stepId) is not { } step)
            return ([], Problem.NotFound("step", stepId));
        return step.DoneOn is not null
            ? ([], StepProblems.Done(step))
            : (Ripple.Of(steps, stepId, dueOn, calendar), null);
    }

    private static RipplePreview Preview(IReadOnlyList<Step> steps, IReadOnlyList<Move> moves, int version)
    {
        var to = moves.ToDictionary(m => m.StepId, m => m.To);
        return new RipplePreview(
            moves,
            new Shift(steps.Max(s => s.DueOn), steps.Max(s => to.GetValueOrDefault(s.Id, s.DueOn))),
            version
        );
    }
}
