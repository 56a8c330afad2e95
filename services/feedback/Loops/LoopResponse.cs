namespace Platform.Feedback.Loops;

/// <param name="EscalatedTo"><c>manager</c> once a step is past due, <c>executive</c> later.</param>
/// <param name="AnswerId">The answer that opened it.</param>
/// <param name="Answer">What the customer was asked and said.</param>
/// <param name="Status">open or closed.</param>
/// <param name="WhatChanged">What the customer was told that changed; left out before it is closed.</param>
/// <param name="EscalatedAt">When it was last escalated (RFC 3339, UTC).</param>
/// <param name="Steps">thank, acknowledge, act and follow_up with their due times.</param>
public sealed record LoopResponse(
    Guid Id,
    Guid AnswerId,
    LoopAnswer Answer,
    Guid AccountId,
    string? Account,
    string Reason,
    string? Owner,
    string Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    string? WhatChanged,
    string? EscalatedTo,
    DateTimeOffset? EscalatedAt,
    IReadOnlyList<LoopStep> Steps,
    int Version
);
