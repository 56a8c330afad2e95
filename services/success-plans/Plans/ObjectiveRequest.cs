using System.ComponentModel.DataAnnotations;
using Platform.Contracts;

namespace Platform.SuccessPlans.Plans;

/// <summary>What may be missing while the plan is a draft has to be there when it is agreed.</summary>
/// <param name="ReviewedBy">Who of ours reviewed that it is achievable, a user id.</param>
/// <param name="OwnerContactId">Who at the customer it is relevant to.</param>
/// <param name="UnitValue">What one unit of the metric is worth to the customer, where both sides agreed on it.</param>
public sealed record ObjectiveRequest(
    [StringLength(1000)] string? Text,
    [StringLength(200)] string? Metric,
    decimal? Baseline,
    decimal? Target,
    [StringLength(50)] string? Unit,
    [StringLength(200)] string? ReviewedBy,
    Guid? OwnerContactId,
    DateOnly? DueOn,
    Money? UnitValue
);
