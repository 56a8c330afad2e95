using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps what we need of each account: its name, who owns it, and the groups that figures and audiences go
/// by.</summary>
public sealed class AccountsProjection(Inbox inbox) : AccountKeeper(inbox)
{
    protected override async Task KeepAsync(
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

    private const string Keep = """
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
