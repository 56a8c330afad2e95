using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps the name and owners of each account and the groups by which figures and audiences are
/// chosen.</summary>
public sealed class AccountsProjection : IEventHandler<AccountCreated>, IEventHandler<AccountChanged>
{
    public Task HandleAsync(AccountCreated domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.Version, domainEvent.Account);

    public Task HandleAsync(AccountChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.Version, domainEvent.Account);

    private static async Task UpsertAsync(UnitOfWork work, Guid accountId, int version, AccountSnapshot account)
    {
        var newer = await work.ExecuteAsync(
            Upsert,
            new
            {
                AccountId = accountId,
                account.Name,
                account.Lifecycle,
                account.Size,
                account.Motion,
                account.Priority,
                Owners = JsonSerializer.Serialize(account.Owners, ContractJson.Options),
                account.MergedInto,
                Version = version,
            }
        );
        if (newer == 0)
            return; // An older event that came late.
        await AccountExternalIds.KeepAsync(work, accountId, account);
    }

    private const string Upsert = """
        insert into account_copy as c (account_id, name, lifecycle, size, motion, priority, owners, merged_into,
            version)
        values (@AccountId, @Name, @Lifecycle, @Size, @Motion, @Priority, @Owners::jsonb, @MergedInto, @Version)
        on conflict (account_id) do update
        set name = excluded.name, lifecycle = excluded.lifecycle, size = excluded.size, motion = excluded.motion,
            priority = excluded.priority,
            owners = excluded.owners, merged_into = excluded.merged_into, version = excluded.version
        where c.version < excluded.version
        """;
}
