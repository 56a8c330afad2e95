namespace Platform.Contracts.Accounts;

[EventName("accounts.account-created.v1")]
public sealed record AccountCreated(Guid AccountId, int Version, AccountSnapshot Account) : DomainEvent(AccountId);

/// <param name="Changed">Names of the snapshot's members that differ from the version before, camelCase.</param>
[EventName("accounts.account-changed.v1")]
public sealed record AccountChanged(Guid AccountId, int Version, AccountSnapshot Account, IReadOnlyList<string> Changed)
    : DomainEvent(AccountId);

/// <summary>Two records turned out to be one customer. Whatever hangs on the duplicate belongs to
/// <paramref name="AccountId"/> from now on.</summary>
[EventName("accounts.accounts-merged.v1")]
public sealed record AccountsMerged(Guid AccountId, Guid DuplicateId, Guid MergeId) : DomainEvent(AccountId);

/// <summary>The merge was a mistake: what the duplicate had before is its own again.</summary>
[EventName("accounts.account-merge-undone.v1")]
public sealed record AccountMergeUndone(Guid AccountId, Guid DuplicateId, Guid MergeId) : DomainEvent(AccountId);
