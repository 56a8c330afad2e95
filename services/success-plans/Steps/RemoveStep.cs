using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

public static class RemoveStep
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapDelete("/{id:guid}/steps/{stepId:guid}", HandleAsync)
            .WithName(nameof(RemoveStep))
            .WithDescription("Takes a step out of a plan; what waited for it waits no more.");

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
            (await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id })).FirstOrDefault(s => s.Id == stepId)
            is not { } before
        )
            return Problem.NotFound("step", stepId).ToResult();
        await plan.Work.ExecuteAsync("update step set removed = true where id = @stepId", new { stepId });
        await plan.Work.ExecuteAsync(
            "update step set milestone_id = null where milestone_id = @stepId",
            new { stepId }
        );
        await plan.RecordAsync($"{before.Kind} removed", stepId, StepEditing.AsRequest(before), null);
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }
}
