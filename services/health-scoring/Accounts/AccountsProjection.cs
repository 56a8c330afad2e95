using Platform.Contracts.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps what scoring needs of an account: its segment, how long it is a customer, and the external ids that
/// events may name it by.</summary>
public sealed class AccountsProjection(ScoringSignal signal)
    : IEventHandler<AccountCreated>,
        IEventHandler<AccountChanged>
{
    public Task HandleAsync(AccountCreated domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.Version, domainEvent.Account);

    public Task HandleAsync(AccountChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.Version, domainEvent.Account);

    private async Task UpsertAsync(UnitOfWork work, Guid accountId, int version, AccountSnapshot account)
    {
        work.AfterCommit(signal.Set);
        if (
            await work.ExecuteAsync(
                Upsert,
                new
                {
                    Id = accountId,
                    account.Name,
                    Segment = account.Size,
                    account.CustomerSince,
                    Version = version,
                }
            ) == 0
        )
            return;
        // Events that name a merged account belong to the one that stands.
        await AccountExternalIds.KeepAsync(work, accountId, account, belongTo: account.MergedInto);
        await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
    }

    private const string Upsert = """
        insert into account as a (account_id, name, segment, customer_since, version)
        values (@Id, @Name, @Segment, @CustomerSince, @Version)
        on conflict (account_id) do update
        set name = excluded.name, segment = excluded.segment, customer_since = excluded.customer_since,
            version = excluded.version
        where a.version < excluded.version
        """;
}
