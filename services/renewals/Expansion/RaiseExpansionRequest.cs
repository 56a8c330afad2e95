using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Expansion;

/// <param name="Trigger">seats_used, premium_use, new_team or users_growth.</param>
public sealed record RaiseExpansionRequest(
    Guid AccountId,
    [Required] string Trigger,
    [Required, StringLength(1000)] string Evidence
);
