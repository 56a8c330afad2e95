namespace Platform.Contracts.Accounts;

[EventName("accounts.handover-accepted.v1")]
public sealed record HandoverAccepted(
    Guid AccountId,
    Guid HandoverId,
    string FromRole,
    string ToRole,
    string FromPersonId,
    string ToPersonId
) : DomainEvent(AccountId);
