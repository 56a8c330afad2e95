using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

/// <param name="Answer"><c>renew</c>, <c>unsure</c> or <c>leave</c>.</param>
/// <param name="ContactId">The sponsor who was asked.</param>
/// <param name="SaidOn">Not in the future.</param>
public sealed record GutCheckRequest(
    [Required, RegularExpression("^(renew|unsure|leave)$")] string Answer,
    Guid ContactId,
    [Happened] DateOnly SaidOn,
    [StringLength(2000)] string? Note
);
