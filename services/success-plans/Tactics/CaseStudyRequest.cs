using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Result">What came of it, with the figure: <c>onboarding 30 % faster</c>.</param>
public sealed record CaseStudyRequest(
    [Required, StringLength(200)] string Title,
    [Required, StringLength(8000)] string Text,
    [Required, StringLength(500)] string Result
);
