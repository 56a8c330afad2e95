using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

internal static class AccountOwners
{
    /// <summary>Who owns these accounts now, so that the log can be filtered by owner.</summary>
    public static async Task<Dictionary<Guid, string>> FindAsync(UnitOfWork work, IReadOnlyList<FeedMessage> messages)
    {
        var accounts = messages.Select(message => message.AccountId).OfType<Guid>().Distinct().ToArray();
        var rows = await work.QueryAsync<OwnerRow>(
            "select account_id, owner from portfolio_row where account_id = any(@accounts) and owner is not null",
            new { accounts }
        );
        var owners = rows.ToDictionary(row => row.AccountId, row => row.Owner);
        // An account's own events name its owner themselves, the first one too.
        foreach (var message in messages)
        {
            var snapshot = message.Event switch
            {
                AccountCreated created => created.Account,
                AccountChanged changed => changed.Account,
                _ => null,
            };
            if (snapshot?.Owners.GetValueOrDefault("csm") is { } owner)
                owners[message.Event.AccountId] = owner;
        }

        return owners;
    }

    private sealed class OwnerRow
    {
        public Guid AccountId { get; init; }
        public string Owner { get; init; } = "";
    }
}
