using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

public static class ReplaceStep
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPut("/{id:guid}/steps/{stepId:guid}", HandleAsync)
            .WithName(nameof(ReplaceStep))
            .WithDescription("Replaces a step's name, owner, length and what it waits for.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid stepId,
        StepRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        if (steps.FirstOrDefault(s => s.Id == stepId) is not { } before)
            return Problem.NotFound("step", stepId).ToResult();
        if (await StepEditing.RefusalAsync(plan, [.. steps.Where(s => s.Id != stepId)], stepId, request) is { } problem)
            return problem.ToResult();
        await plan.Work.ExecuteAsync(Replace, StepEditing.Row(id, stepId, request));
        await plan.Work.ExecuteAsync("delete from step_dependency where step_id = @stepId", new { stepId });
        await StepEditing.DependAsync(plan, stepId, request);
        await plan.RecordAsync($"{request.Kind} changed", stepId, StepEditing.AsRequest(before), request);
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }

    private const string Replace = """
        update step set kind = @Kind, milestone_id = @MilestoneId, name = @Name, side = @Side, owner = @Owner,
            owner_contact_id = @OwnerContactId, days = @Days, due_on = @DueOn
        where id = @Id and plan_id = @planId
        """;
}
