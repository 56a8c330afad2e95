namespace Platform.Contracts.Accounts;

/// <param name="Changed">Names of the snapshot's members that differ from the version before, camelCase.</param>
[EventName("accounts.account-changed.v1")]
public sealed record AccountChanged(Guid AccountId, int Version, AccountSnapshot Account, IReadOnlyList<string> Changed)
    : DomainEvent(AccountId);
