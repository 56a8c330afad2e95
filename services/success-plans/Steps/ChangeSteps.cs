using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Steps;

/// <summary>Adds, replaces and removes milestones and tasks. A circle of dependencies is refused and shown.</summary>
public static class ChangeSteps
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapPost("/{id:guid}/steps", AddAsync)
            .WithName("AddStep")
            .WithDescription("Adds a milestone or task to a plan.");
        plans
            .MapPut("/{id:guid}/steps/{stepId:guid}", ReplaceAsync)
            .WithName("ReplaceStep")
            .WithDescription("Replaces a step's name, owner, length and what it waits for.");
        plans
            .MapDelete("/{id:guid}/steps/{stepId:guid}", RemoveAsync)
            .WithName("RemoveStep")
            .WithDescription("Takes a step out of a plan; what waited for it waits no more.");
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> AddAsync(
        Guid id,
        StepRequest request,
        HttpResponse response,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
        var stepId = Guid.CreateVersion7();
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        if (await RefusalAsync(plan, steps, stepId, request) is { } problem)
            return problem.ToResult();
        await plan.Work.ExecuteAsync(Add, Row(id, stepId, request));
        await DependAsync(plan, stepId, request);
        await plan.RecordAsync($"{request.Kind} added", stepId, null, request);
        return await plan.AnswerAsync(reader, response, ct);
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> ReplaceAsync(
        Guid id,
        Guid stepId,
        StepRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = id });
        if (steps.FirstOrDefault(s => s.Id == stepId) is not { } before)
            return Problem.NotFound("step", stepId).ToResult();
        if (await RefusalAsync(plan, [.. steps.Where(s => s.Id != stepId)], stepId, request) is { } problem)
            return problem.ToResult();
        await plan.Work.ExecuteAsync(Replace, Row(id, stepId, request));
        await plan.Work.ExecuteAsync("delete from step_dependency where step_id = @stepId", new { stepId });
        await DependAsync(plan, stepId, request);
        await plan.RecordAsync($"{request.Kind} changed", stepId, AsRequest(before), request);
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> RemoveAsync(
        Guid id,
        Guid stepId,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
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
        await plan.RecordAsync($"{before.Kind} removed", stepId, AsRequest(before), null);
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private static async Task<Problem?> RefusalAsync(
        PlanEditSession plan,
        IReadOnlyList<Step> others,
        Guid stepId,
        StepRequest request
    )
    {
        if (
            request.OwnerContactId is { } contact
            && await AccountDirectory.ContactAsync(plan.Work, plan.Plan.AccountId, contact) is null
        )
            return Problem.Invalid("ownerContactId", $"there is no contact {contact} at account {plan.Plan.AccountId}");
        if (
            request.MilestoneId is { } milestone
            && (request.Kind != "task" || !others.Any(s => s.Id == milestone && s.Kind == "milestone"))
        )
            return Problem.Invalid("milestoneId", $"a task belongs to a milestone of its plan; {milestone} is none");
        // A step that names itself is the shortest circle; it is shown as one below.
        if (
            (request.DependsOn ?? []).FirstOrDefault(d => d != stepId && others.All(s => s.Id != d)) is var unknown
            && unknown != Guid.Empty
        )
            return Problem.Invalid("dependsOn", $"the plan has no step {unknown}");
        var step = new Step
        {
            Id = stepId,
            Name = request.Name,
            MilestoneId = request.MilestoneId,
            DependsOn = [.. request.DependsOn ?? []],
        };
        return new StepGraph([.. others, step]).FindCycle() is { } cycle ? StepProblems.Cycle(cycle) : null;
    }

    private static async Task DependAsync(PlanEditSession plan, Guid stepId, StepRequest request) =>
        await plan.Work.ExecuteAsync(
            "insert into step_dependency (step_id, depends_on) select distinct @stepId, d from unnest(@DependsOn) d",
            new { stepId, DependsOn = (request.DependsOn ?? []).ToArray() }
        );

    private static object Row(Guid planId, Guid id, StepRequest r) =>
        new
        {
            Id = id,
            planId,
            r.Kind,
            r.Name,
            r.Side,
            r.Owner,
            r.OwnerContactId,
            r.Days,
            r.DueOn,
            r.MilestoneId,
        };

    private static StepRequest AsRequest(Step s) =>
        new(s.Kind, s.Name, s.Side, s.Owner, s.OwnerContactId, s.Days, s.DueOn, s.MilestoneId, s.DependsOn);

    private const string Add = """
        insert into step (id, plan_id, kind, milestone_id, position, name, side, owner, owner_contact_id, days, due_on)
        values (@Id, @planId, @Kind, @MilestoneId, (select coalesce(max(position), 0) + 1 from step
            where plan_id = @planId), @Name, @Side, @Owner, @OwnerContactId, @Days, @DueOn)
        """;

    private const string Replace = """
        update step set kind = @Kind, milestone_id = @MilestoneId, name = @Name, side = @Side, owner = @Owner,
            owner_contact_id = @OwnerContactId, days = @Days, due_on = @DueOn
        where id = @Id and plan_id = @planId
        """;
}
