using System.ComponentModel.DataAnnotations;
using Platform.SuccessPlans.Objectives;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Templates;

/// <summary>What a new plan begins with. Dates are counted in calendar days from the plan's start and moved to a
/// business day.</summary>
/// <param name="Objectives">Objectives that a plan starts with.</param>
/// <param name="Expectations">Expectations that a plan starts with.</param>
/// <param name="Meetings">Meetings that a plan starts with.</param>
/// <param name="Steps">Steps that a plan starts with.</param>
public sealed record TemplateBody(
    [StringLength(4000)] string? Summary,
    [StringLength(4000)] string? Success3Months,
    [StringLength(4000)] string? Success6Months,
    [StringLength(4000)] string? Success12Months,
    IReadOnlyList<TemplateObjective>? Objectives,
    IReadOnlyList<TemplateExpectation>? Expectations,
    IReadOnlyList<TemplateMeeting>? Meetings,
    IReadOnlyList<TemplateStep>? Steps
)
{
    /// <returns>What is wrong with references between its parts, by field; empty where it is whole.</returns>
    public IReadOnlyDictionary<string, string[]> Problems()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var keys = (Steps ?? []).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (step, i) in (Steps ?? []).Select((s, i) => (s, i)))
        {
            if (step.Kind is not ("milestone" or "task"))
                errors[$"body.steps[{i}].kind"] = [$"'{step.Kind}' is neither milestone nor task"];
            if (step.Side is not ("ours" or "customer"))
                errors[$"body.steps[{i}].side"] = [$"'{step.Side}' is neither ours nor customer"];
            var unknown = (step.DependsOn ?? [])
                .Append(step.Milestone ?? step.Key)
                .Where(k => !keys.Contains(k))
                .ToList();
            if (unknown.Count > 0)
                errors[$"body.steps[{i}].dependsOn"] =
                [
                    $"no step of the template has the key {string.Join(", ", unknown)}",
                ];
        }

        foreach (var (objective, i) in (Objectives ?? []).Select((o, i) => (o, i)))
            if (objective.Target is { } target && target == objective.Baseline)
                errors[$"body.objectives[{i}].target"] = [Smart.AtBaseline];
        if (keys.Count != (Steps ?? []).Count)
            errors["body.steps"] = ["each key has to be there once"];
        else if (errors.Count == 0 && Circle() is { } circle)
            errors["body.steps"] =
            [
                $"{string.Join(" waits for ", circle)}: steps in a circle can never be done, take one of them out",
            ];
        return errors;
    }

    /// <summary>Keys of steps that wait for each other, the first also last; null where there are none.</summary>
    private IReadOnlyList<string>? Circle()
    {
        var steps = Steps ?? [];
        var ids = steps.ToDictionary(s => s.Key, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        var graph = new StepGraph([
            .. steps.Select(s => new Step
            {
                Id = ids[s.Key],
                Name = s.Key,
                MilestoneId = s.Milestone is { } milestone ? ids[milestone] : null,
                DependsOn = [.. (s.DependsOn ?? []).Select(key => ids[key])],
            }),
        ]);
        return graph.FindCycle() is { } cycle ? [.. cycle.Select(step => step.Name)] : null;
    }
}
