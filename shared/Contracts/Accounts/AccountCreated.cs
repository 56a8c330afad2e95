namespace Platform.Contracts.Accounts;

[EventName("accounts.account-created.v1")]
public sealed record AccountCreated(Guid AccountId, int Version, AccountSnapshot Account) : DomainEvent(AccountId);
