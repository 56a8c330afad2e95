namespace Platform.Contracts.Feedback;

/// <param name="Reason"><c>detractor</c>, <c>low_csat</c>, <c>high_effort</c> or <c>question</c>.</param>
/// <param name="FirstReplyDueAt">Two business days after the answer unless configured otherwise.</param>
[EventName("feedback.loop-opened.v1")]
public sealed record LoopOpened(
    Guid AccountId,
    Guid LoopId,
    Guid AnswerId,
    string Reason,
    string? Owner,
    DateTimeOffset FirstReplyDueAt
) : DomainEvent(AccountId);
