using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>Who is the CSM of which account, so that the log can be filtered by owner.</summary>
internal static class AccountOwners
{
    /// <summary>Who owns these accounts now.</summary>
    public static async Task<Dictionary<Guid, string>> FindAsync(UnitOfWork work, IReadOnlyList<FeedMessage> messages)
    {
        var accounts = messages.Select(message => message.AccountId).OfType<Guid>().Distinct().ToArray();
        var rows = await work.QueryAsync<OwnerRow>(
            "select account_id, owner from account_owner where account_id = any(@accounts) and owner is not null",
            new { accounts }
        );
        var owners = rows.ToDictionary(row => row.AccountId, row => row.Owner);
        // An account's own events name its owner themselves, the first one too.
        foreach (var message in messages)
        {
            if (SnapshotOf(message.Event).Account?.Owners.GetValueOrDefault("csm") is { } owner)
                owners[message.Event.AccountId] = owner;
        }

        return owners;
    }

    /// <summary>Keeps the owner that an account's own event names.</summary>
    public static Task ApplyAsync(UnitOfWork work, DomainEvent published) =>
        SnapshotOf(published) is { Account: { } account, Version: var version }
            ? work.ExecuteAsync(
                Put,
                new
                {
                    published.AccountId,
                    version,
                    Owner = account.Owners.GetValueOrDefault("csm"),
                }
            )
            : Task.CompletedTask;

    private static (AccountSnapshot? Account, int Version) SnapshotOf(DomainEvent published) =>
        published switch
        {
            AccountCreated created => (created.Account, created.Version),
            AccountChanged changed => (changed.Account, changed.Version),
            _ => (null, 0),
        };

    private sealed class OwnerRow
    {
        public Guid AccountId { get; init; }
        public string Owner { get; init; } = "";
    }

    private const string Put = """
        insert into account_owner as known (account_id, version, owner) values (@AccountId, @version, @Owner)
        on conflict (account_id) do update set version = excluded.version, owner = excluded.owner
        where known.version < excluded.version
        """;
}
