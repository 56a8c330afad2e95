using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <param name="Size">The segment that it is for: <c>smb</c>, <c>mid_market</c>, <c>enterprise</c>; none: for accounts
/// whose segment has no template.</param>
/// <param name="Body">What a plan made from it starts with.</param>
public sealed record PlanTemplateRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    string? Size,
    [Required] TemplateBody Body
);
