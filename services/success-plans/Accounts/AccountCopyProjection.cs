using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans.Accounts;

/// <summary>Keeps what the service needs of each account: its name, size and motion, and who owns it.</summary>
public sealed class AccountCopyProjection : IEventHandler<AccountCreated>, IEventHandler<AccountChanged>
{
    public Task HandleAsync(AccountCreated created, UnitOfWork work, CancellationToken ct) =>
        KeepAsync(work, created.AccountId, created.Version, created.Account);

    public Task HandleAsync(AccountChanged changed, UnitOfWork work, CancellationToken ct) =>
        KeepAsync(work, changed.AccountId, changed.Version, changed.Account);

    internal static Task KeepAsync(UnitOfWork work, Guid accountId, int version, AccountSnapshot account) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                AccountId = accountId,
                account.Name,
                account.Lifecycle,
                account.Size,
                account.Motion,
                account.CustomerSince,
                Owners = JsonSerializer.Serialize(account.Owners, ContractJson.Options),
                account.MergedInto,
                Version = version,
            }
        );

    // An older event that comes late changes nothing.
    private const string Keep = """
        insert into account_copy as c (account_id, name, lifecycle, size, motion, customer_since, owners, merged_into,
            version)
        values (@AccountId, @Name, @Lifecycle, @Size, @Motion, @CustomerSince, @Owners::jsonb, @MergedInto, @Version)
        on conflict (account_id) do update
        set name = excluded.name, lifecycle = excluded.lifecycle, size = excluded.size, motion = excluded.motion,
            customer_since = excluded.customer_since,
            owners = excluded.owners, merged_into = excluded.merged_into, version = excluded.version
        where c.version < excluded.version
        """;
}
