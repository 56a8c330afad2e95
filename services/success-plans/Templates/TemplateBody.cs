using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <summary>What a new plan begins with. Dates are counted in calendar days from the plan's start and moved to a business day.</summary>
/// <param name="Objectives">Objectives that a plan starts with.</param>
/// <param name="Expectations">Expectations that a plan starts with.</param>
/// <param name="Meetings">Meetings that a plan starts with.</param>
/// <param name="Steps">Steps that a plan starts with.</param>
public sealed record TemplateBody(
    [StringLength(4000)] string? Summary, [StringLength(4000)] string? Success3Months, [StringLength(4000)] string? Success6Months, [StringLength(4000)] string? Success12Months,
    IReadOnlyList<TemplateObjective>? Objectives, IReadOnlyList<TemplateExpectation>? Expectations, IReadOnlyList<TemplateMeeting>? Meetings, IReadOnlyList<TemplateStep>? Steps)
{
    /// <returns>What is wrong with references between its parts, by field; empty where it is whole.</returns>
    public IReadOnlyDictionary<string, string[]> Problems()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var keys = (Steps ?? []).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (step, i) in (Steps ?? []).Select((s, i) => (s, i)))
        {
            if (step.Kind is not ("milestone" or "task")) errors[$"body.steps[{i}].kind"] = [$"'{step.Kind}' is neither milestone nor task"];
            if (step.Side is not ("ours" or "customer")) errors[$"body.steps[{i}].side"] = [$"'{step.Side}' is neither ours nor customer"];
            var unknown = (step.DependsOn ?? []).Append(step.Milestone ?? step.Key).Where(k => !keys.Contains(k)).ToList();
            if (unknown.Count > 0) errors[$"body.steps[{i}].dependsOn"] = [$"no step of the template has the key {string.Join(", ", unknown)}"];
        }

        if (keys.Count != (Steps ?? []).Count) errors["body.steps"] = ["each key has to be there once"];
        return errors;
    }
}

/// <param name="DueInDays">Days from the plan's start to its due day.</param>
public sealed record TemplateObjective([Required] string Text, string? Metric, decimal? Baseline, decimal? Target, string? Unit, int? DueInDays);

/// <param name="Side"><c>ours</c> or <c>customer</c>.</param>
/// <param name="Role">The part that the person plays in the plan.</param>
public sealed record TemplateExpectation([Required] string Side, [Required] string Role, [Required] string Text);

/// <param name="Rhythm"><c>once</c>, <c>weekly</c>, <c>biweekly</c>, <c>monthly</c> or <c>quarterly</c>.</param>
/// <param name="InDays">Days from the plan's start to the first one.</param>
public sealed record TemplateMeeting([Required] string Title, string? Purpose, [Required] string Rhythm, [Range(0, 3650)] int InDays);

/// <param name="Key">By which other steps of the template refer to it.</param>
/// <param name="Days">Business days that it takes.</param>
/// <param name="Milestone">The key of the milestone that a task belongs to.</param>
/// <param name="Kind">milestone or task.</param>
/// <param name="DueInDays">Days from the plan's start to its due day.</param>
public sealed record TemplateStep(
    [Required] string Key, [Required] string Kind, [Required] string Name, [Required] string Side, [Range(0, 1000)] int Days, [Range(0, 3650)] int DueInDays, string? Milestone, IReadOnlyList<string>? DependsOn);
