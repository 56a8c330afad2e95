using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Reviews;

/// <summary>A review beside the cadence.</summary>
/// <param name="Type">value_review, qbr or ebr.</param>
public sealed record ProposeReviewRequest(Guid AccountId, [Required] string Type, DateOnly DueOn);
