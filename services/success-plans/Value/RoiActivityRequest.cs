using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Value;

/// <param name="Measure"><c>events</c>, <c>quantity</c> or <c>active_users</c> of the feature.</param>
/// <param name="Span"><c>since_start</c> of the plan, or <c>last_28_days</c>.</param>
/// <param name="PerUnit">Units of the metric per event, piece or user; below 0 where use brings the metric
/// down.</param>
public sealed record RoiActivityRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Feature,
    [Required, AllowedValues("events", "quantity", "active_users")] string Measure,
    [Required, AllowedValues("since_start", "last_28_days")] string Span,
    [Required] decimal? PerUnit
);
