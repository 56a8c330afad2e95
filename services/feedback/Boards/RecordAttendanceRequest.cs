using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Boards;

/// <param name="Attended">Member → was there. Members left out stay as they were.</param>
public sealed record RecordAttendanceRequest(
    [Required, MinLength(1)] IReadOnlyDictionary<Guid, bool> Attended,
    [StringLength(20_000)] string? Minutes
);
