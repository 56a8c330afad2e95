using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Coverage;

/// <summary>Works out accounts' coverage from their contacts and activities, keeps a copy of the figures in the
/// portfolio and tells when they change.</summary>
public sealed class CoverageStore(RequestContext context, IOptions<CoverageOptions> options)
{
    // Interactions older than this say nothing about who carries the relationship today.
    private const int InteractionDays = 365;

    public async Task<IReadOnlyDictionary<Guid, AccountCoverage>> ReadAsync(UnitOfWork work, Guid[] accounts)
    {
        var contacts = (
            await work.QueryAsync<ContactRow>(
                ReadContacts,
                new { accounts, Since = context.Now.AddDays(-InteractionDays) }
            )
        ).ToLookup(row => row.AccountId);
        var interactions = (
            await work.QueryAsync<CountRow>(
                CountInteractions,
                new { accounts, Since = context.Now.AddDays(-InteractionDays) }
            )
        ).ToDictionary(row => row.AccountId, row => (int)row.Count);
        return accounts.ToDictionary(
            account => account,
            account =>
                CoverageRules.Evaluate(
                    [
                        .. contacts[account]
                            .Select(row => new CoveredContact(
                                row.Id,
                                row.Seniority,
                                row.Function,
                                row.LastTwoWayContactAt,
                                row.Status == "active"
                            )),
                    ],
                    contacts[account]
                        .Where(row => row.Interactions > 0)
                        .ToDictionary(row => row.Id, row => (int)row.Interactions),
                    interactions.GetValueOrDefault(account),
                    context.Now,
                    options.Value
                )
        );
    }

    /// <summary>Brings the portfolio's copy up to date; a changed one is an event.</summary>
    public async Task RefreshAsync(UnitOfWork work, IReadOnlyCollection<Guid> accounts)
    {
        if (accounts.Count == 0)
            return;
        var ids = accounts.Distinct().Order().ToArray();
        await work.ExecuteAsync(UpdateContacts, new { ids });
        var coverage = await ReadAsync(work, ids);
        var changed = await work.QueryAsync<Guid>(
            Update,
            new
            {
                Ids = ids,
                High = ids.Select(id => coverage[id].High).ToArray(),
                Wide = ids.Select(id => coverage[id].Wide).ToArray(),
                Live = ids.Select(id => coverage[id].LiveContacts).ToArray(),
                Single = ids.Select(id => coverage[id].SingleThreaded).ToArray(),
            }
        );
        await work.EnqueueAsync([
            .. changed.Select(id =>
                (
                    (DomainEvent)
                        new CoverageChanged(
                            id,
                            coverage[id].High,
                            coverage[id].Wide,
                            coverage[id].LiveContacts,
                            coverage[id].SingleThreaded
                        ),
                    id
                )
            ),
        ]);
    }

    private sealed class ContactRow
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string? Seniority { get; init; }
        public string? Function { get; init; }
        public DateTimeOffset? LastTwoWayContactAt { get; init; }
        public string Status { get; init; } = "";
        public long Interactions { get; init; }
    }

    private sealed class CountRow
    {
        public Guid AccountId { get; init; }
        public long Count { get; init; }
    }

    private const string ReadContacts = """
        select id, account_id, seniority, function, last_two_way_contact_at, status,
               (select count(*) from activity_participant join activity on activity.id = activity_id
                   where contact_id = contact.id and two_way and occurred_at > @Since) as interactions
        from contact where account_id = any(@accounts)
        """;

    private const string CountInteractions = """
        select account_id, count(*) as count from activity
        where account_id = any(@accounts) and two_way and occurred_at > @Since
            and exists (select 1 from activity_participant where activity_id = activity.id)
        group by account_id
        """;

    // The champion's version too: a new name is a change of the row.
    private const string UpdateContacts = """
        update portfolio_entry as entry
        set champion_id = known.champion, champion_version = known.version, last_two_way_contact_at = known.at
        from (
            select given.id, champion.id as champion, champion.version,
                (select max(last_two_way_contact_at) from contact
                    where account_id = given.id and merged_into is null) as at
            from unnest(@ids) as given (id)
            left join lateral (
                select contact.id, contact.version from contact
                where account_id = given.id and status = 'active' and 'champion' = any(roles) and merged_into is null
                order by last_two_way_contact_at desc nulls last, contact.id limit 1
            ) as champion on true
        ) as known
        where account_id = known.id and (champion_id, champion_version, last_two_way_contact_at)
            is distinct from (known.champion, known.version, known.at)
        """;

    private const string Update = """
        update portfolio_entry set coverage_high = high, coverage_wide = wide, live_contacts = live,
            single_threaded = single
        from unnest(@Ids, @High, @Wide, @Live, @Single) as given (id, high, wide, live, single)
        where account_id = given.id and (coverage_high, coverage_wide, live_contacts, single_threaded) is distinct
            from (high, wide, live, single)
        returning account_id
        """;
}
