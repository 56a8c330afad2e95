using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <param name="Rhythm"><c>once</c>, <c>weekly</c>, <c>biweekly</c>, <c>monthly</c> or <c>quarterly</c>.</param>
/// <param name="InDays">Days from the plan's start to the first one.</param>
public sealed record TemplateMeeting(
    [Required] string Title,
    string? Purpose,
    [Required] string Rhythm,
    [Range(0, 3650)] int InDays
);
