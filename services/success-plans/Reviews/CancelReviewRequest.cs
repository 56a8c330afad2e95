using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Reviews;

public sealed record CancelReviewRequest([Required, StringLength(2000)] string Reason);
