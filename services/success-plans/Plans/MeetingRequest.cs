using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Plans;

/// <param name="Rhythm">once, weekly, biweekly, monthly or quarterly.</param>
/// <param name="FirstOn">The day of the first one, ISO date.</param>
public sealed record MeetingRequest(
    [Required, StringLength(200)] string Title,
    [StringLength(1000)] string? Purpose,
    [Required, AllowedValues("once", "weekly", "biweekly", "monthly", "quarterly")] string Rhythm,
    DateOnly FirstOn
);
