using MassTransit;
using Platform.Contracts.Accounts;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps what scoring needs of an account: its segment, how long it is a customer, and the external ids that events may name it by.</summary>
public sealed class KeepAccounts(Inbox inbox, ScoringSignal signal) : IConsumer<AccountCreated>, IConsumer<AccountChanged>
{
    public Task Consume(ConsumeContext<AccountCreated> context) =>
        KeepAsync(context, context.Message.Version, context.Message.Account);

    public Task Consume(ConsumeContext<AccountChanged> context) =>
        KeepAsync(context, context.Message.Version, context.Message.Account);

    private async Task KeepAsync<T>(ConsumeContext<T> context, int version, AccountSnapshot account) where T : Contracts.DomainEvent
    {
        await inbox.OnceAsync(context, async work =>
        {
            var id = context.Message.AccountId;
            if (await work.ExecuteAsync(Upsert, new { Id = id, account.Name, Segment = account.Size, account.CustomerSince, Version = version }) == 0) return;
            // Events that name a merged account belong to the one that stands.
            await work.ExecuteAsync(ReplaceExternalIds, new
            {
                Id = id,
                Target = account.MergedInto ?? id,
                Sources = account.ExternalIds.Select(e => e.Source).ToArray(),
                ExternalIds = account.ExternalIds.Select(e => e.Id).ToArray(),
            });
            await work.ExecuteAsync(MarkDirty.Sql, new { Id = id });
        });
        signal.Set();
    }

    private const string Upsert = """
        insert into account as a (account_id, name, segment, customer_since, version)
        values (@Id, @Name, @Segment, @CustomerSince, @Version)
        on conflict (account_id) do update
        set name = excluded.name, segment = excluded.segment, customer_since = excluded.customer_since, version = excluded.version
        where a.version < excluded.version
        """;

    private const string ReplaceExternalIds = """
        with gone as (
            delete from account_external_id e
            where e.account_id = @Id and not exists (select from unnest(@Sources, @ExternalIds) as k (source, id) where k.source = e.source and k.id = e.external_id)
        )
        insert into account_external_id (source, external_id, account_id)
        select source, id, @Target from unnest(@Sources, @ExternalIds) as k (source, id)
        order by source, id
        on conflict (source, external_id) do update set account_id = excluded.account_id
        """;
}

internal static class MarkDirty
{
    public const string Sql = "insert into dirty_account (account_id) values (@Id)";
}
