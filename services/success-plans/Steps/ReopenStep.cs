using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

public static class ReopenStep
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapDelete("/{id:guid}/steps/{stepId:guid}/completion", HandleAsync)
            .WithName(nameof(ReopenStep))
            .WithDescription("A step that was done is open again.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid stepId,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        if (
            (await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id })).FirstOrDefault(s =>
                s.Id == stepId && s.DoneOn is not null
            )
            is not { } step
        )
            return Problem.NotFound("completed step", stepId).ToResult();
        await plan.Work.ExecuteAsync(
            "update step set done_on = null, done_by = null where id = @stepId",
            new { stepId }
        );
        await plan.RecordAsync($"{step.Kind} reopened", stepId, new { step.DoneOn, step.DoneBy }, null);
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }
}
