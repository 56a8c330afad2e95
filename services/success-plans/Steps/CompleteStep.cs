using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

/// <param name="Evidence">What shows that it is done: a link, a figure, a sentence.</param>
public sealed record CompleteStepRequest([StringLength(4000)] string? Evidence);

public static class CompleteStep
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/steps/{stepId:guid}/completion", HandleAsync)
            .WithName(nameof(CompleteStep))
            .WithDescription("The step is done. What waited for it may go on.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid stepId,
        CompleteStepRequest request,
        HttpResponse response,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (await ApplyAsync(plan, stepId, request.Evidence, day, _ => true) is { } problem)
            return problem.ToResult();
        return await plan.CommitAndReturnAsync(reader, response, ct);
    }

    /// <param name="mayComplete">Whose step it may be: a customer's link completes only the customer's own.</param>
    /// <returns>Why it was not done; null where it was.</returns>
    internal static async Task<Problem?> ApplyAsync(
        PlanEditSession plan,
        Guid stepId,
        string? evidence,
        OrganisationCalendar day,
        Func<Step, bool> mayComplete
    )
    {
        var steps = await plan.Work.QueryAsync<Step>(Step.OfPlan, new { planId = plan.Plan.Id });
        if (steps.FirstOrDefault(s => s.Id == stepId) is not { } step || !mayComplete(step))
            return Problem.NotFound("step", stepId);
        if (step.DoneOn is not null)
            return StepProblems.Done(step);
        if (new StepGraph(steps).BlockedBy(stepId) is { Count: > 0 } by)
            return StepProblems.Blocked(step, by);

        await plan.Work.ExecuteAsync(
            "update step set done_on = @Today, done_by = @Actor, evidence = coalesce(@evidence, evidence) where "
                + "id = @stepId",
            new
            {
                stepId,
                day.Today,
                plan.Actor,
                evidence,
            }
        );
        await plan.RecordAsync($"{step.Kind} completed", stepId, null, new { DoneOn = day.Today, evidence });
        if (step.Kind == "milestone")
            await plan.Work.EnqueueAsync(
                new MilestoneCompleted(
                    plan.Plan.AccountId,
                    stepId,
                    step.Name,
                    step.DueOn,
                    day.Today,
                    ByTelemetry: false
                ),
                plan.Plan.AccountId
            );
        return null;
    }
}
