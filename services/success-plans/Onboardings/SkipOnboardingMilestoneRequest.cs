using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Onboardings;

public sealed record SkipOnboardingMilestoneRequest([Required, StringLength(2000)] string Reason);
