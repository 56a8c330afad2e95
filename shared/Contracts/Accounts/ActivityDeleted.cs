namespace Platform.Contracts.Accounts;

/// <summary>An activity was recorded by mistake and is gone.</summary>
[EventName("accounts.activity-deleted.v1")]
public sealed record ActivityDeleted(Guid AccountId, Guid ActivityId) : DomainEvent(AccountId);
