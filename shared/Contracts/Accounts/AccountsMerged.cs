namespace Platform.Contracts.Accounts;

/// <summary>Two records turned out to be one customer. Whatever hangs on the duplicate belongs to
/// <paramref name="AccountId"/> from now on.</summary>
[EventName("accounts.accounts-merged.v1")]
public sealed record AccountsMerged(Guid AccountId, Guid DuplicateId, Guid MergeId) : DomainEvent(AccountId);
