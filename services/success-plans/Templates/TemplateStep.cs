using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <param name="Key">By which other steps of the template refer to it.</param>
/// <param name="Days">Business days that it takes.</param>
/// <param name="Milestone">The key of the milestone that a task belongs to.</param>
/// <param name="Kind">milestone or task.</param>
/// <param name="DueInDays">Days from the plan's start to its due day.</param>
public sealed record TemplateStep(
    [Required] string Key,
    [Required] string Kind,
    [Required] string Name,
    [Required] string Side,
    [Range(0, 1000)] int Days,
    [Range(0, 3650)] int DueInDays,
    string? Milestone,
    IReadOnlyList<string>? DependsOn
);
