namespace Platform.Contracts.Feedback;

/// <summary>How many requests that many accounts share stand unanswered (<c>submitted</c>) for this account: they count
/// against its renewal.</summary>
/// <param name="OpenRequests">All of the account's requests that are neither shipped nor declined.</param>
/// <param name="UnansweredShared">Those still <c>submitted</c> that at least the configured number of accounts
/// share.</param>
[EventName("feedback.open-requests-changed.v1")]
public sealed record OpenRequestsChanged(Guid AccountId, int OpenRequests, int UnansweredShared)
    : DomainEvent(AccountId);
