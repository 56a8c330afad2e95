using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Enablement;

/// <summary>What is left out stays.</summary>
/// <param name="ValidMonths">A certification lapses after so many months.</param>
/// <param name="Retired">true takes it out of the catalogue; completions stay.</param>
public sealed record ChangeCourseRequest(
    [StringLength(300, MinimumLength = 1)] string? Title,
    [Range(1, 240)] int? ValidMonths,
    bool? Retired
);
