namespace Platform.Contracts.Feedback;

/// <summary>A product request changed its status; one event for each account that asked.</summary>
/// <param name="From">Null when it was submitted.</param>
/// <param name="To"><c>submitted</c>, <c>under_review</c>, <c>planned</c>, <c>in_progress</c>, <c>shipped</c> or
/// <c>declined</c>.</param>
[EventName("feedback.request-status-changed.v1")]
public sealed record RequestStatusChanged(
    Guid AccountId,
    Guid RequestId,
    int Version,
    string Title,
    string? From,
    string To
) : DomainEvent(AccountId);
