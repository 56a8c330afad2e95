using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Reviews;

/// <param name="Quarter">As 2026-Q4; one session a quarter.</param>
/// <param name="HeldOn">The day on which it takes place, ISO date; it may lie ahead, so that people prepare.</param>
public sealed record OpenSessionRequest(
    [Required, RegularExpression("^[0-9]{4}-Q[1-4]$")] string Quarter,
    DateOnly HeldOn
);
