namespace Platform.Contracts.Accounts;

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
