using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>Keeps who is the CSM of which account, by the accounts' own events, so that the log can be filtered by
/// owner.</summary>
internal sealed class AccountOwnerProjection : IFeedSubscriber
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

    public async Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events)
    {
        // A statement may touch a row once: of an account's events the newest.
        var newest = events
            .Select(message => (message.Event.AccountId, Snapshot: SnapshotOf(message.Event)))
            .Where(told => told.Snapshot.Account is not null)
            .GroupBy(told => told.AccountId)
            .Select(account => account.MaxBy(told => told.Snapshot.Version))
            .ToList();
        if (newest.Count == 0)
            return;
        await work.ExecuteAsync(
            Put,
            new
            {
                Accounts = newest.Select(told => told.AccountId).ToArray(),
                Versions = newest.Select(told => told.Snapshot.Version).ToArray(),
                Owners = newest.Select(told => told.Snapshot.Account!.Owners.GetValueOrDefault("csm")).ToArray(),
            }
        );
    }

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
        insert into account_owner as known (account_id, version, owner)
        select * from unnest(@Accounts, @Versions, @Owners)
        on conflict (account_id) do update set version = excluded.version, owner = excluded.owner
        where known.version < excluded.version
        """;
}
