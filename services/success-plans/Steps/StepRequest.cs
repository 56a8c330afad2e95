using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Steps;

/// <param name="Kind"><c>milestone</c> or <c>task</c>.</param>
/// <param name="Side">Who owes it: <c>ours</c> or <c>customer</c>.</param>
/// <param name="Owner">A user id, on our side.</param>
/// <param name="OwnerContactId">The person, on the customer's side.</param>
/// <param name="Days">Business days that it takes once nothing is waited for.</param>
/// <param name="MilestoneId">The milestone that a task belongs to.</param>
/// <param name="DependsOn">What has to be done before.</param>
public sealed record StepRequest(
    [Required, AllowedValues("milestone", "task")] string Kind,
    [Required, StringLength(300, MinimumLength = 1)] string Name,
    [Required, AllowedValues("ours", "customer")] string Side,
    [StringLength(200)] string? Owner,
    Guid? OwnerContactId,
    [Range(0, 1000)] int Days,
    DateOnly DueOn,
    Guid? MilestoneId,
    [MaxLength(100)] IReadOnlyList<Guid>? DependsOn
);
