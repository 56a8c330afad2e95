using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.WarRooms;

/// <param name="MetOn">The day on which it was met, ISO date; not in the future.</param>
public sealed record MeetCriterionRequest([Happened] DateOnly MetOn, [Required, StringLength(2000)] string Evidence);
