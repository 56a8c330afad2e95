using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Churn;

/// <summary>Closes the retrospective with what was learned; none of it may be missing.</summary>
/// <param name="Interview">What the customer said, in their words.</param>
/// <param name="InterviewedOn">The day on which they were asked, ISO date; not in the future.</param>
/// <param name="Prevention">What would have kept them.</param>
/// <param name="Actions">What we do so that it does not happen again, at least one.</param>
public sealed record CloseRetrospectiveRequest(
    [Required, StringLength(10_000)] string Interview,
    [Happened] DateOnly InterviewedOn,
    [Required, StringLength(10_000)] string Prevention,
    [Required, MinLength(1), MaxLength(50)] IReadOnlyList<RetrospectiveActionRequest> Actions
);
