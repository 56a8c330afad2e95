using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Churn;

/// <param name="Result">What came of it.</param>
/// <param name="DoneOn">The day on which it was done, ISO date; not in the future, today where it is left out.</param>
public sealed record FinishRetrospectiveActionRequest(
    [Required, StringLength(2000)] string Result,
    [Happened] DateOnly? DoneOn
);
