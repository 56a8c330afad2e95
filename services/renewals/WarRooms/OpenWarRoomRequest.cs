using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.WarRooms;

/// <param name="ExitCriteria">What has to be true before it may be closed.</param>
/// <param name="RhythmDays">Days from one meeting to the next.</param>
public sealed record OpenWarRoomRequest(
    Guid AccountId,
    [Required] string Owner,
    [Required, StringLength(2000)] string Purpose,
    [Range(1, 90)] int RhythmDays,
    [Required, MinLength(1), MaxLength(20)] IReadOnlyList<string> ExitCriteria
);
