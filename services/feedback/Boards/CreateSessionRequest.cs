using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Boards;

public sealed record CreateSessionRequest(
    DateOnly HeldOn,
    [Required, StringLength(300)] string Topic,
    [StringLength(10_000)] string? Agenda
);
