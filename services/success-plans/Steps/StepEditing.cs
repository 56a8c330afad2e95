using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

/// <summary>Adds, replaces and removes milestones and tasks. A circle of dependencies is refused and shown.</summary>
internal static class StepEditing
{
    internal static async Task<Problem?> RefusalAsync(
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

    internal static async Task DependAsync(PlanEditSession plan, Guid stepId, StepRequest request) =>
        await plan.Work.ExecuteAsync(
            "insert into step_dependency (step_id, depends_on) select distinct @stepId, d from unnest(@DependsOn) d",
            new { stepId, DependsOn = (request.DependsOn ?? []).ToArray() }
        );

    internal static object Row(Guid planId, Guid id, StepRequest r) =>
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

    internal static StepRequest AsRequest(Step s) =>
        new(s.Kind, s.Name, s.Side, s.Owner, s.OwnerContactId, s.Days, s.DueOn, s.MilestoneId, s.DependsOn);
}
