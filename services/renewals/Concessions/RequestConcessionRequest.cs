using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Concessions;

/// <param name="ArrEffect">What is given up per year, reporting currency.</param>
/// <param name="ExpiresOn">First day on which it no longer holds.</param>
public sealed record RequestConcessionRequest(
    Guid AccountId,
    Guid? RiskId,
    Guid? RenewalId,
    [Range(0.01, 1_000_000_000)] decimal ArrEffect,
    [Required, StringLength(2000)] string Reason,
    DateOnly ExpiresOn
);
