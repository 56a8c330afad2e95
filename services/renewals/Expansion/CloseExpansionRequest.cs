using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Expansion;

/// <param name="State"><c>won</c>, <c>lost</c> or <c>dismissed</c>.</param>
public sealed record CloseExpansionRequest(
    [Required] string State,
    [Required, StringLength(1000)] string Reason,
    decimal? Arr
);
