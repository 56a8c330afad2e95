using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Portfolio;

/// <summary>Keeps the portfolio's rows from what accounts, renewals and scoring publish.</summary>
internal static class PortfolioProjection
{
    public static Task ApplyAsync(UnitOfWork work, DomainEvent published) =>
        published switch
        {
            AccountCreated created => PutAccountAsync(work, created.AccountId, created.Version, created.Account),
            AccountChanged changed => PutAccountAsync(work, changed.AccountId, changed.Version, changed.Account),
            HealthScoreChanged scored => PutScoreAsync(work, scored),
            SubscriptionChanged earned => PutRevenueAsync(work, earned),
            _ => Task.CompletedTask,
        };

    /// <summary>Who owns these accounts now, so that the log can be filtered by owner.</summary>
    public static async Task<Dictionary<Guid, string>> OwnersAsync(UnitOfWork work, IReadOnlyList<FeedMessage> messages)
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

    public static Task PutAccountAsync(UnitOfWork work, Guid accountId, int version, AccountSnapshot account) =>
        work.ExecuteAsync(
            PutAccount,
            new
            {
                AccountId = accountId,
                Version = version,
                account.Name,
                Segment = account.Size,
                Owner = account.Owners.GetValueOrDefault("csm"),
                account.Lifecycle,
                Merged = account.MergedInto is not null,
            }
        );

    public static Task PutScoreAsync(UnitOfWork work, HealthScoreChanged scored) =>
        work.ExecuteAsync(
            PutScore,
            new
            {
                scored.AccountId,
                scored.Version,
                scored.Score,
                Band = scored.Score is null || scored.Band is null
                    ? Bands.InsufficientData
                    : Bands.NameOf(scored.Band.Value),
                Drivers = JsonSerializer.Serialize(scored.Drivers.Select(PortfolioDriver.From), ContractJson.Options),
            }
        );

    public static Task PutRevenueAsync(UnitOfWork work, SubscriptionChanged earned) =>
        work.ExecuteAsync(
            PutRevenue,
            new
            {
                earned.AccountId,
                earned.Version,
                Arr = earned.Arr.Amount,
                earned.Arr.Currency,
                RenewalDate = earned.NextContractEnd,
            }
        );

    private sealed class OwnerRow
    {
        public Guid AccountId { get; init; }
        public string Owner { get; init; } = "";
    }

    private const string PutAccount = """
        insert into portfolio_row as row (account_id, account_version, name, segment, owner, lifecycle, merged)
        values (@AccountId, @Version, @Name, @Segment, @Owner, @Lifecycle, @Merged)
        on conflict (account_id) do update
           set account_version = excluded.account_version, name = excluded.name, segment = excluded.segment,
               owner = excluded.owner, lifecycle = excluded.lifecycle, merged = excluded.merged
         where row.account_version < excluded.account_version
        """;

    private const string PutScore = """
        insert into portfolio_row as row (account_id, score_version, score, band, drivers)
        values (@AccountId, @Version, @Score, @Band, @Drivers::jsonb)
        on conflict (account_id) do update
           set score_version = excluded.score_version, score = excluded.score, band = excluded.band,
               drivers = excluded.drivers
         where row.score_version < excluded.score_version
        """;

    private const string PutRevenue = """
        insert into portfolio_row as row (account_id, revenue_version, arr, currency, renewal_date)
        values (@AccountId, @Version, @Arr, @Currency, @RenewalDate)
        on conflict (account_id) do update
           set revenue_version = excluded.revenue_version, arr = excluded.arr, currency = excluded.currency,
               renewal_date = excluded.renewal_date
         where row.revenue_version < excluded.revenue_version
        """;
}
