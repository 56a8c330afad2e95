using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Portfolio;

/// <summary>Keeps the portfolio's rows from what accounts, renewals and scoring publish.</summary>
internal sealed class PortfolioProjection : IFeedSubscriber
{
    public async Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events)
    {
        foreach (var message in events)
            await ApplyAsync(work, message.Event);
    }

    private static Task ApplyAsync(UnitOfWork work, DomainEvent published) =>
        published switch
        {
            AccountCreated created => PutAccountAsync(work, created.AccountId, created.Version, created.Account),
            AccountChanged changed => PutAccountAsync(work, changed.AccountId, changed.Version, changed.Account),
            HealthScoreChanged scored => PutScoreAsync(work, scored),
            SubscriptionChanged earned => PutRevenueAsync(work, earned),
            _ => Task.CompletedTask,
        };

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
