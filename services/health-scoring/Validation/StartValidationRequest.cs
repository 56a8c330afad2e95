using System.ComponentModel.DataAnnotations;

namespace Platform.HealthScoring.Validation;

/// <param name="HorizonDays">How long before each outcome to score; 90 by default.</param>
/// <param name="ScorecardId">The scorecard to hold against past outcomes; left out: the one in force.</param>
public sealed record StartValidationRequest(Guid ScorecardId, [Range(1, 365)] int? HorizonDays);
