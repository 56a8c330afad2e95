using System.Text.Json;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps what we need of each account: its name, who owns it, and the groups that figures and audiences go by.</summary>
public sealed class KeepAccounts(Inbox inbox) : IConsumer<AccountCreated>, IConsumer<AccountChanged>
{
    public Task Consume(ConsumeContext<AccountCreated> context) =>
        inbox.OnceAsync(context, work => KeepAsync(work, context.Message.AccountId, context.Message.Version, context.Message.Account));

    public Task Consume(ConsumeContext<AccountChanged> context) =>
        inbox.OnceAsync(context, work => KeepAsync(work, context.Message.AccountId, context.Message.Version, context.Message.Account));

    private static async Task KeepAsync(Work work, Guid accountId, int version, AccountSnapshot account)
    {
        var newer = await work.ExecuteAsync(Keep, new
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
        });
        if (newer == 0) return; // An older event that came late.
        await work.ExecuteAsync(KeepExternalIds, new
        {
            AccountId = accountId,
            Sources = account.ExternalIds.Select(e => e.Source).ToArray(),
            ExternalIds = account.ExternalIds.Select(e => e.Id).ToArray(),
        });
    }

    private const string Keep = """
        insert into account_copy as c (account_id, name, lifecycle, size, motion, priority, owners, merged_into, version)
        values (@AccountId, @Name, @Lifecycle, @Size, @Motion, @Priority, @Owners::jsonb, @MergedInto, @Version)
        on conflict (account_id) do update
        set name = excluded.name, lifecycle = excluded.lifecycle, size = excluded.size, motion = excluded.motion, priority = excluded.priority,
            owners = excluded.owners, merged_into = excluded.merged_into, version = excluded.version
        where c.version < excluded.version
        """;

    private const string KeepExternalIds = """
        with gone as (
            delete from account_external_id
            where account_id = @AccountId and (source, external_id) not in (select * from unnest(@Sources, @ExternalIds))
        )
        insert into account_external_id (source, external_id, account_id)
        select source, external_id, @AccountId from unnest(@Sources, @ExternalIds) as t (source, external_id)
        on conflict (source, external_id) do update set account_id = excluded.account_id
        """;
}
