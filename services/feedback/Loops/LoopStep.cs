namespace Platform.Feedback.Loops;

/// <param name="Step">thank, acknowledge, act or follow_up.</param>
/// <param name="DueAt">By when it is to be done (RFC 3339, UTC).</param>
public sealed record LoopStep(
    string Step,
    string? Owner,
    DateTimeOffset DueAt,
    DateTimeOffset? DoneAt,
    string? DoneBy,
    string? Note,
    bool Overdue
);
