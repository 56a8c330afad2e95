using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

public static class AddStep
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/steps", HandleAsync)
            .WithName(nameof(AddStep))
            .WithDescription("Adds a milestone or task to a plan.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        StepRequest request,
        HttpResponse response,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        var stepId = Guid.CreateVersion7();
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        if (await StepEditing.RefusalAsync(plan, steps, stepId, request) is { } problem)
            return problem.ToResult();
        await plan.Work.ExecuteAsync(Add, StepEditing.Row(id, stepId, request));
        await StepEditing.DependAsync(plan, stepId, request);
        await plan.RecordAsync($"{request.Kind} added", stepId, null, request);
        return await plan.CommitAndReturnAsync(reader, response, ct);
    }

    private const string Add = """
        insert into step (id, plan_id, kind, milestone_id, position, name, side, owner, owner_contact_id, days, due_on)
        values (@Id, @planId, @Kind, @MilestoneId, (select coalesce(max(position), 0) + 1 from step
            where plan_id = @planId), @Name, @Side, @Owner, @OwnerContactId, @Days, @DueOn)
        """;
}
