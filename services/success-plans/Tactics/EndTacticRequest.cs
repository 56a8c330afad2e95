using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Result">What came of it, for the library.</param>
public sealed record EndTacticRequest([StringLength(2000)] string? Result);
