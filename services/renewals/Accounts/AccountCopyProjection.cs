using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Accounts;

/// <summary>Keeps what we need of each account: what others call it, who owns it, and the groups that figures are shown
/// by.</summary>
public sealed class AccountCopyProjection : IEventHandler<AccountCreated>, IEventHandler<AccountChanged>
{
    public Task HandleAsync(AccountCreated domainEvent, UnitOfWork work, CancellationToken ct) =>
        KeepAsync(work, domainEvent.AccountId, domainEvent.Version, domainEvent.Account, domainEvent.OccurredAt);

    public Task HandleAsync(AccountChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        KeepAsync(work, domainEvent.AccountId, domainEvent.Version, domainEvent.Account, domainEvent.OccurredAt);

    private static async Task KeepAsync(
        UnitOfWork work,
        Guid accountId,
        int version,
        AccountSnapshot account,
        DateTimeOffset occurredAt
    )
    {
        var newer = await work.ExecuteAsync(
            Keep,
            new
            {
                AccountId = accountId,
                account.Name,
                account.Lifecycle,
                Owners = JsonSerializer.Serialize(account.Owners, ContractJson.Options),
                account.MergedInto,
                Version = version,
            }
        );
        if (newer == 0)
            return; // An older event that came late.

        var groups = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["size"] = account.Size,
            ["motion"] = account.Motion,
            ["priority"] = account.Priority,
            ["csm"] = account.Owners.GetValueOrDefault("csm"),
        };
        await AccountExternalIds.KeepAsync(work, accountId, account);
        await work.ExecuteAsync(
            KeepGroups,
            new
            {
                AccountId = accountId,
                At = occurredAt,
                Dimensions = groups.Keys.ToArray(),
                Values = groups.Values.ToArray(),
            }
        );
    }

    private const string Keep = """
        insert into account_copy as c (account_id, name, lifecycle, owners, merged_into, version)
        values (@AccountId, @Name, @Lifecycle, @Owners::jsonb, @MergedInto, @Version)
        on conflict (account_id) do update
        set name = excluded.name, lifecycle = excluded.lifecycle, owners = excluded.owners,
            merged_into = excluded.merged_into, version = excluded.version
        where c.version < excluded.version
        """;

    // Closes what no longer holds and opens what holds now; what stays the same keeps its row.
    private const string KeepGroups = """
        with now as (select * from unnest(@Dimensions, @Values) as t (dimension, value)),
        closed as (
            update account_group g set to_at = greatest(@At, g.from_at), xid = pg_current_xact_id()
            from now
            where g.account_id = @AccountId and g.to_at is null and g.dimension = now.dimension and g.value is distinct
                from now.value
            returning g.dimension
        )
        insert into account_group (account_id, dimension, value, from_at)
        select @AccountId, dimension, value, @At from now
        where value is not null
          and not exists (select from account_group g
              where g.account_id = @AccountId and g.dimension = now.dimension and g.to_at is null
              and g.value = now.value)
        on conflict (account_id, dimension, from_at) do update
            set value = excluded.value, to_at = null, xid = pg_current_xact_id()
        """;
}
