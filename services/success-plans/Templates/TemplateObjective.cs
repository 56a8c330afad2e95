using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <param name="DueInDays">Days from the plan's start to its due day.</param>
public sealed record TemplateObjective(
    [Required] string Text,
    string? Metric,
    decimal? Baseline,
    decimal? Target,
    string? Unit,
    [Range(0, 3650)] int? DueInDays
);
