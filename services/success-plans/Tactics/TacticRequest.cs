using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Feature">The feature whose use shows adoption, where one does.</param>
/// <param name="Days">Calendar days from start to full adoption.</param>
/// <param name="OutcomeId">The outcome that it serves.</param>
/// <param name="Steps">What to do, step by step.</param>
public sealed record TacticRequest(
    Guid OutcomeId,
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required, StringLength(4000)] string Description,
    [Required, MaxLength(50)] IReadOnlyList<string> Steps,
    [StringLength(200)] string? Feature,
    [Range(1, 730)] int Days
);
