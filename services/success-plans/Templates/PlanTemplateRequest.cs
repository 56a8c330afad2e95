using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <param name="Segment">The segment that it is for, by its name; the sizes <c>smb</c>, <c>mid_market</c> and
/// <c>enterprise</c> are ready-made segments. None: for accounts in no segment that has a template.</param>
/// <param name="Rank">The place of the segment in the order in which segments are tried, the lowest first. None: 100
/// for the ready-made ones, 0 for others.</param>
/// <param name="Body">What a plan made from it starts with.</param>
public sealed record PlanTemplateRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [StringLength(200, MinimumLength = 1)] string? Segment,
    [Range(0, 10_000)] int? Rank,
    [Required] TemplateBody Body
);
