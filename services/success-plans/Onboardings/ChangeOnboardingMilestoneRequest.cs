using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Owner">Who owes it; empty: whoever has the role.</param>
public sealed record ChangeOnboardingMilestoneRequest(DateOnly? DueOn, [StringLength(200)] string? Owner);
