using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="CompletedOn">Today where it is missing.</param>
public sealed record CompleteOnboardingMilestoneRequest(DateOnly? CompletedOn, [StringLength(2000)] string? Evidence);
