namespace Platform.Contracts.Accounts;

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
