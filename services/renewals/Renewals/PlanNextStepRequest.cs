using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

/// <param name="NextStep">What is done next.</param>
/// <param name="On">By when, ISO date.</param>
public sealed record PlanNextStepRequest([Required, StringLength(500)] string NextStep, DateOnly On);
