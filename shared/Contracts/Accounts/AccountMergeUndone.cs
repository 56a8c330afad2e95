namespace Platform.Contracts.Accounts;

/// <summary>The merge was a mistake: what the duplicate had before is its own again.</summary>
[EventName("accounts.account-merge-undone.v1")]
public sealed record AccountMergeUndone(Guid AccountId, Guid DuplicateId, Guid MergeId) : DomainEvent(AccountId);
