using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Reviews;

/// <param name="Ask">What we ask of the executive.</param>
/// <param name="Executive">User id of who is asked: they finish it, nobody else can.</param>
/// <param name="Owner">User id of who looks after it.</param>
/// <param name="DueOn">By when, ISO date; today or later.</param>
public sealed record RaiseAskRequest(
    Guid AccountId,
    [Required, StringLength(1000)] string Ask,
    [Required, StringLength(200)] string Executive,
    [Required, StringLength(200)] string Owner,
    DateOnly DueOn
);
