using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Adoption">0–1.</param>
public sealed record AdoptionRequest([Required, Range(0, 1)] decimal? Adoption);
