namespace Platform.Contracts.Accounts;

/// <summary>From <paramref name="Since"/> on this person is accountable for the role; exactly one is, at every
/// instant.</summary>
/// <param name="Role"><c>csm</c>, <c>account_executive</c>, <c>onboarding_manager</c> or
/// <c>executive_sponsor</c>.</param>
/// <param name="PersonId">User id.</param>
/// <param name="PreviousPersonId">Whom the person follows; null for the first.</param>
[EventName("accounts.owner-assigned.v1")]
public sealed record OwnerAssigned(
    Guid AccountId,
    string Role,
    string PersonId,
    string? PreviousPersonId,
    DateTimeOffset Since,
    string? Reason
) : DomainEvent(AccountId);

/// <summary>Someone is asked to take over. Until they accept, <paramref name="FromPersonId"/> stays
/// accountable.</summary>
/// <param name="ToRole">The role that the receiver takes: an account executive hands over to an
/// <c>onboarding_manager</c>.</param>
[EventName("accounts.handover-proposed.v1")]
public sealed record HandoverProposed(
    Guid AccountId,
    Guid HandoverId,
    string FromRole,
    string ToRole,
    string FromPersonId,
    string ToPersonId
) : DomainEvent(AccountId);

[EventName("accounts.handover-accepted.v1")]
public sealed record HandoverAccepted(
    Guid AccountId,
    Guid HandoverId,
    string FromRole,
    string ToRole,
    string FromPersonId,
    string ToPersonId
) : DomainEvent(AccountId);

[EventName("accounts.handover-refused.v1")]
public sealed record HandoverRefused(
    Guid AccountId,
    Guid HandoverId,
    string FromRole,
    string ToRole,
    string FromPersonId,
    string ToPersonId,
    string Reason
) : DomainEvent(AccountId);

[EventName("accounts.segment-entered.v1")]
public sealed record SegmentEntered(Guid AccountId, Guid SegmentId, string Segment) : DomainEvent(AccountId);

[EventName("accounts.segment-left.v1")]
public sealed record SegmentLeft(Guid AccountId, Guid SegmentId, string Segment) : DomainEvent(AccountId);

/// <summary>
/// Another person got the account while the hand-over waited for its acceptance; nobody can accept it any more.
/// </summary>
/// <param name="OwnerPersonId">User id of who got the role.</param>
[EventName("accounts.handover-lapsed.v1")]
public sealed record HandoverLapsed(
    Guid AccountId,
    Guid HandoverId,
    string FromRole,
    string ToRole,
    string FromPersonId,
    string ToPersonId,
    string OwnerPersonId
) : DomainEvent(AccountId);
