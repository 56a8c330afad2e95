using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Renewals;

/// <summary>
/// Keeps one renewal per contract end that is a year away or nearer: opens it with its milestones, follows its amount
/// while it is undecided, and closes as superseded what no subscription ends on any more. Runs in the transaction of
/// whatever changed the book.
/// </summary>
public sealed class RenewalOpener(IOptions<RenewalOptions> options, TimeProvider clock, RequestContext context)
    : IReactToLedger
{
    public Task ReactAsync(
        UnitOfWork work,
        IReadOnlyList<BookChange> changes,
        ExchangeRates rates,
        DateOnly today,
        string currency
    ) => SyncAsync(work, changes.Select(c => c.Book), rates, today, currency);

    public async Task SyncAsync(
        UnitOfWork work,
        IEnumerable<AccountBook> books,
        ExchangeRates rates,
        DateOnly today,
        string currency
    )
    {
        var horizon = today.AddMonths(options.Value.OpenMonthsBefore);
        var listed = books.ToList();
        var due = listed.SelectMany(b => DueOf(b, rates, today, horizon)).ToList();
        var now = clock.GetUtcNow();

        var renewing = listed.Where(b => b.HasOpenRenewals).Select(b => b.AccountId).ToArray();
        if (renewing.Length > 0)
            await work.ExecuteAsync(
                Supersede,
                new
                {
                    Accounts = renewing,
                    today,
                    Keys = listed
                        .SelectMany(b => b.Subscriptions)
                        .Where(s => s.TermEnd is not null)
                        .Select(s => KeyOf(s.AccountId, s.ContractId, s.TermEnd!.Value))
                        .Distinct()
                        .ToArray(),
                    Now = now,
                    By = context.Actor,
                }
            );
        if (due.Count == 0)
            return;
        if (renewing.Length > 0)
            await work.ExecuteAsync(
                Follow,
                new
                {
                    Accounts = renewing,
                    Keys = due.Select(d => d.Key).ToArray(),
                    Arr = due.Select(d => d.Arr).ToArray(),
                    Auto = due.Select(d => d.AutoRenew).ToArray(),
                }
            );
        var opened = await work.QueryAsync<Guid>(
            Open,
            new
            {
                Ids = due.Select(_ => Guid.CreateVersion7()).ToArray(),
                Accounts = due.Select(d => d.AccountId).ToArray(),
                Contracts = due.Select(d => d.ContractId).ToArray(),
                Ends = due.Select(d => d.EndsOn).ToArray(),
                Arr = due.Select(d => d.Arr).ToArray(),
                Auto = due.Select(d => d.AutoRenew).ToArray(),
                Now = now,
            }
        );
        if (opened.Count > 0)
            await AfterOpenAsync(work, [.. opened], currency, now);
    }

    private async Task AfterOpenAsync(UnitOfWork work, Guid[] ids, string currency, DateTimeOffset now)
    {
        var milestones = options.Value.MilestonesOrDefault;
        await work.ExecuteAsync(
            AddMilestones,
            new
            {
                ids,
                Names = milestones.Keys.ToArray(),
                Days = milestones.Values.ToArray(),
            }
        );
        await work.ExecuteAsync(
            AddHistory,
            new
            {
                ids,
                Now = now,
                By = context.Actor,
            }
        );
        var rows = await work.QueryAsync<OpenedRow>(
            "select id, account_id, contract_id, ends_on, arr_due from renewal where id = any(@ids) order by id",
            new { ids }
        );
        await work.EnqueueAsync([
            .. rows.Select(r =>
                (
                    (DomainEvent)
                        new RenewalOpened(r.AccountId, r.Id, r.ContractId, r.EndsOn, new Money(r.ArrDue, currency)),
                    r.AccountId
                )
            ),
        ]);
    }

    private static IEnumerable<Due> DueOf(AccountBook book, ExchangeRates rates, DateOnly today, DateOnly horizon) =>
        from s in book.Subscriptions
        let end = s.RenewalOn(today)
        where end is not null && end <= horizon
        group s by (s.ContractId, End: end.Value) into contract
        let arr = contract.Sum(s => s.ArrOn(contract.Key.End.AddDays(-1), rates))
        select new Due(book.AccountId, contract.Key.ContractId, contract.Key.End, arr, contract.All(s => s.AutoRenew));

    private static string KeyOf(Guid account, Guid? contract, DateOnly end) =>
        $"{contract ?? account} {end:yyyy-MM-dd}";

    private sealed record Due(Guid AccountId, Guid? ContractId, DateOnly EndsOn, decimal Arr, bool AutoRenew)
    {
        public string Key => KeyOf(AccountId, ContractId, EndsOn);
    }

    private sealed class OpenedRow
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public Guid? ContractId { get; init; }
        public DateOnly EndsOn { get; init; }
        public decimal ArrDue { get; init; }
    }

    private const string KeyColumn =
        "coalesce(r.contract_id, r.account_id)::text || ' ' || to_char(r.ends_on, 'YYYY-MM-DD')";

    private const string Supersede = $"""
        with gone as (
            update renewal r set outcome = 'superseded', decided_at = @Now, decided_by = @By, version = version + 1
            where account_id = any(@Accounts) and outcome is null and ends_on >= @today and {KeyColumn} <> all(@Keys)
            returning id, version, stage, call)
        insert into renewal_history (renewal_id, version, stage, call, outcome, at, by)
        select id, version, stage, call, 'superseded', @Now, @By from gone
        """;

    private const string Follow = $"""
        update renewal r set arr_due = d.arr, auto_renew = d.auto
        from unnest(@Keys, @Arr, @Auto) as d (key, arr, auto)
        where r.account_id = any(@Accounts) and {KeyColumn} = d.key and r.outcome is null
            and (r.arr_due, r.auto_renew) is distinct from (d.arr, d.auto)
        """;

    private const string Open = """
        insert into renewal (id, account_id, contract_id, ends_on, arr_due, auto_renew, stage, stage_entered_at,
            opened_at, version)
        select id, account_id, contract_id, ends_on, arr, auto, 'upcoming', @Now, @Now, 1
        from unnest(@Ids, @Accounts, @Contracts, @Ends, @Arr, @Auto) as d (id, account_id, contract_id, ends_on, arr,
            auto)
        on conflict do nothing
        returning id
        """;

    private const string AddMilestones = """
        insert into renewal_milestone (id, renewal_id, days_before, milestone, due_on, owner)
        select gen_random_uuid(), r.id, m.days, m.name, r.ends_on - m.days, c.owners ->> 'csm'
        from renewal r
        cross join unnest(@Names, @Days) as m (name, days)
        left join account_copy c on c.account_id = r.account_id
        where r.id = any(@ids)
        """;

    private const string AddHistory = """
        insert into renewal_history (renewal_id, version, stage, at, by)
        select id, version, stage, @Now, @By from renewal where id = any(@ids)
        """;
}
