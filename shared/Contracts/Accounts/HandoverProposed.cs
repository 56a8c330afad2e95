namespace Platform.Contracts.Accounts;

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
