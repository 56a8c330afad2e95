using Platform.Accounts.Audit;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>The one way by which accounts change: state, portfolio row, timeline, audit and events together, for one
/// account or a thousand.</summary>
public sealed class AccountWriter(
    IAccountClassifier classifier,
    IEnumerable<IReactToAccountChange> reactions,
    AuditLog audit,
    TimelineWriter timeline,
    RequestContext context
)
{
    /// <summary>Saves what differs; gives the accounts as saved, by id. An unchanged account keeps its version and
    /// publishes nothing.</summary>
    public async Task<IReadOnlyDictionary<Guid, AccountDetails>> SaveAsync(
        UnitOfWork work,
        IReadOnlyList<AccountChange> changes
    )
    {
        if (changes.Count == 0)
            return new Dictionary<Guid, AccountDetails>();
        var saved = (await classifier.ClassifyAsync(work, changes))
            .Select(change => (Change: change, Fields: AccountDiff.Between(change.Before, change.After)))
            .Where(item =>
                item.Fields.Count > 0 || item.Change.NewExternalIds.Count > 0 || item.Change.AlsoChanged.Count > 0
            )
            .Select(item =>
                (
                    item.Change,
                    item.Fields,
                    Account: item.Change.After with
                    {
                        Version = (item.Change.Before?.Version ?? 0) + 1,
                        CreatedAt = item.Change.Before?.CreatedAt ?? context.Now,
                        UpdatedAt = context.Now,
                    }
                )
            )
            .OrderBy(item => item.Account.Id)
            .ToList();
        if (saved.Count == 0)
            return new Dictionary<Guid, AccountDetails>();

        var accounts = saved.ConvertAll(item => item.Account);
        await work.ExecuteAsync(Upsert, Columns(accounts));
        await work.ExecuteAsync(UpsertPortfolio, new { Ids = accounts.Select(account => account.Id).ToArray() });
        await AddExternalIdsAsync(work, saved.Select(item => (item.Account.Id, item.Change.NewExternalIds)));

        var details = await AccountReader.WithDetailsAsync(work, accounts);
        var told = saved.Where(item => item.Fields.Count > 0 || item.Change.NewExternalIds.Count > 0).ToList();
        await audit.WriteAsync(
            work,
            [
                .. told.Select(item =>
                    AuditEntry.OfChanges(
                        item.Change.Before is null ? "created" : "changed",
                        "account",
                        item.Account.Id,
                        item.Account.Id,
                        item.Fields,
                        item.Change.Reason,
                        item.Account.Version
                    )
                ),
            ]
        );
        await timeline.AppendAsync(
            work,
            [.. told.Select(item => Entry(item.Change.Before is null, item.Account, item.Fields))]
        );
        await work.EnqueueAsync([
            .. saved.Select(item =>
                (
                    Event(
                        item.Change.Before is null,
                        details[item.Account.Id],
                        [.. item.Fields.Select(field => field.Field), .. item.Change.AlsoChanged]
                    ),
                    item.Account.Id
                )
            ),
        ]);
        var ids = accounts.ConvertAll(account => account.Id);
        foreach (var reaction in reactions)
            await reaction.AfterChangeAsync(work, ids);
        return details;
    }

    private TimelineEntry Entry(bool isNew, Account account, IReadOnlyList<FieldChange> fields) =>
        isNew
            ? new TimelineEntry(
                Guid.CreateVersion7(),
                account.Id,
                context.Now,
                "account_created",
                $"{account.Name} was added"
            )
            : new TimelineEntry(
                Guid.CreateVersion7(),
                account.Id,
                context.Now,
                "account_changed",
                $"Changed: {string.Join(", ", fields.Select(field => field.Field))}",
                Data: new { changes = fields }
            );

    private static DomainEvent Event(bool isNew, AccountDetails details, IReadOnlyList<string> changed) =>
        isNew
            ? new AccountCreated(details.Account.Id, details.Account.Version, details.ToSnapshot())
            : new AccountChanged(details.Account.Id, details.Account.Version, details.ToSnapshot(), changed);

    private static async Task AddExternalIdsAsync(
        UnitOfWork work,
        IEnumerable<(Guid AccountId, IReadOnlyList<ExternalId> Ids)> added
    )
    {
        var rows = added.SelectMany(item => item.Ids.Select(id => (item.AccountId, id.Source, id.Id))).ToList();
        if (rows.Count == 0)
            return;
        await work.ExecuteAsync(
            InsertExternalIds,
            new
            {
                AccountIds = rows.Select(row => row.AccountId).ToArray(),
                Sources = rows.Select(row => row.Source).ToArray(),
                Ids = rows.Select(row => row.Id).ToArray(),
            }
        );
    }

    private static Dictionary<string, object> Columns(List<Account> accounts)
    {
        var columns = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = accounts.Select(account => account.Id).ToArray(),
            ["attributes"] = accounts.Select(account => account.Attributes.ToJson()).ToArray(),
            ["version"] = accounts.Select(account => account.Version).ToArray(),
            ["created_at"] = accounts.Select(account => account.CreatedAt.ToUniversalTime()).ToArray(),
            ["updated_at"] = accounts.Select(account => account.UpdatedAt.ToUniversalTime()).ToArray(),
        };
        foreach (var field in AccountFieldCatalogue.All)
            columns[field.Column] = field.Values(accounts);
        return columns;
    }

    private static readonly string Upsert = ComposeUpsert();

    private static string ComposeUpsert()
    {
        var fields = AccountFieldCatalogue.All;
        var columns = string.Join(", ", fields.Select(field => field.Column));
        var arrays = string.Join(", ", fields.Select(field => $"@{field.Column}::{field.SqlType}[]"));
        var changed = string.Join(", ", fields.Select(field => $"{field.Column} = excluded.{field.Column}"));
        return $"""
            insert into account as stored (id, {columns}, attributes, version, created_at, updated_at)
            select id, {columns}, attributes::jsonb, version, created_at, updated_at
            from unnest(@id, {arrays}, @attributes, @version, @created_at, @updated_at)
                as row (id, {columns}, attributes, version, created_at, updated_at)
            order by id
            on conflict (id) do update set {changed}, attributes = excluded.attributes, version = excluded.version,
                updated_at = excluded.updated_at
            """;
    }

    private const string UpsertPortfolio = """
        insert into portfolio_entry (account_id, name, lifecycle, industry, country, size, motion, priority,
            customer_since, merged)
        select id, name, lifecycle, industry, country, size, motion, priority, customer_since, merged_into is not null
            from account where id = any(@Ids) order by id
        on conflict (account_id) do update set
            name = excluded.name, lifecycle = excluded.lifecycle, industry = excluded.industry,
                country = excluded.country, size = excluded.size,
            motion = excluded.motion, priority = excluded.priority, customer_since = excluded.customer_since,
                merged = excluded.merged
        """;

    private const string InsertExternalIds = """
        insert into account_external_id (account_id, source, external_id) select *
            from unnest(@AccountIds, @Sources, @Ids)
        """;
}
