using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Expansion;

/// <param name="Quarter">As 2027-Q1.</param>
/// <param name="Step">What they may take on in the quarter.</param>
/// <param name="Champion">Who at the customer wants it.</param>
/// <param name="AgreedOn">The day on which they agreed, ISO date; not in the future.</param>
public sealed record PlanRoadmapStepRequest(
    Guid AccountId,
    [Required, RegularExpression("^[0-9]{4}-Q[1-4]$")] string Quarter,
    [Required, StringLength(1000)] string Step,
    decimal? Arr,
    string? Champion,
    [Happened] DateOnly? AgreedOn
);
