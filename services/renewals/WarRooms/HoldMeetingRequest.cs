using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.WarRooms;

/// <param name="HeldOn">The day on which it took place, ISO date; not in the future.</param>
/// <param name="Notes">What was said and decided.</param>
public sealed record HoldMeetingRequest([Happened] DateOnly HeldOn, [Required, StringLength(10_000)] string Notes);
