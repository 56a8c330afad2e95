using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Plans;

public sealed record ClosePlanRequest([Required, StringLength(1000, MinimumLength = 1)] string Reason);
