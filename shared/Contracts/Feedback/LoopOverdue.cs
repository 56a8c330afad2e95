namespace Platform.Contracts.Feedback;

/// <param name="Step"><c>thank</c>, <c>acknowledge</c>, <c>act</c> or <c>follow_up</c>.</param>
[EventName("feedback.loop-overdue.v1")]
public sealed record LoopOverdue(Guid AccountId, Guid LoopId, string Step, string? Owner, DateTimeOffset DueAt)
    : DomainEvent(AccountId);
