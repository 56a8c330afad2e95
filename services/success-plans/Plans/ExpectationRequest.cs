using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Plans;

/// <param name="Side"><c>ours</c> or <c>customer</c>.</param>
/// <param name="Person">A user id, on our side.</param>
/// <param name="ContactId">The person, on the customer's side.</param>
/// <param name="Role">The part that the person plays in the plan.</param>
public sealed record ExpectationRequest(
    [Required, AllowedValues("ours", "customer")] string Side,
    [Required, StringLength(200)] string Role,
    [StringLength(200)] string? Person,
    Guid? ContactId,
    [Required, StringLength(1000)] string Text
);
