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

/// <summary>How many requests that many accounts share stand unanswered (<c>submitted</c>) for this account: they count
/// against its renewal.</summary>
/// <param name="OpenRequests">All of the account's requests that are neither shipped nor declined.</param>
/// <param name="UnansweredShared">Those still <c>submitted</c> that at least the configured number of accounts
/// share.</param>
[EventName("feedback.open-requests-changed.v1")]
public sealed record OpenRequestsChanged(Guid AccountId, int OpenRequests, int UnansweredShared)
    : DomainEvent(AccountId);

/// <param name="Reason"><c>promoter</c> or <c>power_user</c>.</param>
[EventName("feedback.advocate-identified.v1")]
public sealed record AdvocateIdentified(Guid AccountId, Guid AdvocateId, Guid? ContactId, string Reason)
    : DomainEvent(AccountId);
