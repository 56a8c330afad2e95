using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Revenue;
using Platform.Renewals.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Subscriptions;

/// <summary>Loads books under their accounts' locks and saves what closing them gives: subscriptions, history, ledger,
/// totals, events.</summary>
public sealed class AccountBookRepository(
    OrganisationCalendar day,
    TimeProvider clock,
    RequestContext context,
    IEnumerable<IReactToLedger> reactions,
    IOptions<OrganisationOptions> organisation
)
{
    public string ReportingCurrency { get; } = organisation.Value.ReportingCurrency;

    /// <summary>Locks the accounts (in the order of their ids, so that two batches never deadlock) and loads their
    /// books.</summary>
    public async Task<IReadOnlyDictionary<Guid, AccountBook>> LockAsync(UnitOfWork work, IEnumerable<Guid> accountIds)
    {
        var ids = accountIds.Distinct().Order().ToArray();
        await using var read = await work.QueryMultipleAsync(LockAndLoad, new { ids });
        await read.ReadAsync<int>();
        var totals = await read.ReadAsync<TotalsRow>();
        var subscriptions = (await read.ReadAsync<SubscriptionRecord>()).ToLookup(
            s => s.AccountId,
            s => s.ToSubscription()
        );
        var rows = (await read.ReadAsync<MovementRow>()).ToLookup(r => r.AccountId, r => r.ToBookRow());
        var due = (await read.ReadAsync<Guid>()).ToHashSet();
        return totals.ToDictionary(
            t => t.AccountId,
            t => new AccountBook(t.AccountId, t.ToTotals(), subscriptions[t.AccountId], rows[t.AccountId])
            {
                HasOpenRenewals = due.Contains(t.AccountId),
            }
        );
    }

    public async Task<ExchangeRates> RatesAsync(UnitOfWork work) =>
        new(ReportingCurrency, await work.QueryAsync<DatedRate>(CurrentRates));

    /// <summary>Closes the books, writes what moved and enqueues its events; gives the changes back.</summary>
    /// <exception cref="MissingRateException">Check prices with <see cref="Mrr.Of"/> before putting them
    /// in.</exception>
    public async Task<IReadOnlyList<BookChange>> SaveAsync(
        UnitOfWork work,
        IEnumerable<AccountBook> books,
        ExchangeRates rates
    )
    {
        var now = Milliseconds(clock.GetUtcNow());
        var changes = books.Select(b => b.Close(rates, now, day.Today)).Where(c => c.Moved).ToList();
        if (changes.Count == 0)
            return changes;
        await work.ExecuteAsync(
            Save,
            ParameterNames.Together(
                TotalsColumns(changes),
                SubscriptionRecord.Columns([
                    .. changes.SelectMany(c => c.Subscriptions.Select(s => (s, c.Totals.RecordedAt))),
                ]),
                MovementRow.Columns([.. changes.SelectMany(c => c.Rows)]),
                new { context.Actor }
            )
        );
        var codes = await CodesAsync(work, changes);
        await work.EnqueueAsync([.. changes.SelectMany(change => EventsOf(change, codes))]);
        foreach (var reaction in reactions)
            await reaction.ReactAsync(work, changes, rates, day.Today, ReportingCurrency);
        return changes;
    }

    private static async Task<Dictionary<Guid, string>> CodesAsync(UnitOfWork work, List<BookChange> changes)
    {
        var products = changes
            .SelectMany(change => change.Book.Subscriptions.Select(s => s.ProductId))
            .Distinct()
            .ToArray();
        var rows = await work.QueryAsync<(Guid Id, string Code)>(
            "select id, code from product where id = any(@products)",
            new { products }
        );
        return rows.ToDictionary(row => row.Id, row => row.Code);
    }

    private IEnumerable<(DomainEvent, Guid)> EventsOf(BookChange change, Dictionary<Guid, string> codes)
    {
        var (account, totals) = (change.Book.AccountId, change.Totals);
        yield return (
            new SubscriptionChanged(
                account,
                totals.Version,
                [.. change.Subscriptions.Select(s => s.Id)],
                new Money(totals.Mrr, ReportingCurrency),
                new Money(totals.Arr, ReportingCurrency),
                totals.Seats,
                totals.NextContractEnd,
                totals.CustomerSince,
                [.. change.SeatHistory.Select(s => new SeatsPaid(s.From, s.Seats))],
                [
                    .. change.Outcomes.Select(o => new TermOutcome(
                        o.On,
                        o.Kind,
                        new Money(o.MrrBefore, ReportingCurrency),
                        new Money(o.MrrAfter, ReportingCurrency)
                    )),
                ]
            )
            {
                Products =
                [
                    .. change
                        .Book.Subscriptions.Where(s =>
                            s.StartsOn <= day.Today && (s.EndsOn is null || s.EndsOn > day.Today)
                        )
                        .Select(s => codes[s.ProductId])
                        .Distinct(StringComparer.OrdinalIgnoreCase)
                        .Order(StringComparer.Ordinal),
                ],
            },
            account
        );

        List<RevenueMovement> movements =
        [
            .. change
                .Rows.Where(r => r.ProductId is null)
                .Select(r => new RevenueMovement(
                    r.Row.Id,
                    r.Row.Movement.Kind.ToText(),
                    new Money(r.Row.Movement.Delta, ReportingCurrency),
                    r.Row.Movement.On,
                    r.Row.Reverses
                )),
        ];
        if (movements.Count > 0)
            yield return (new RevenueMoved(account, movements), account);
    }

    private static object TotalsColumns(List<BookChange> changes) =>
        new
        {
            AccountIds = changes.Select(c => c.Book.AccountId).ToArray(),
            Mrr = changes.Select(c => c.Totals.Mrr).ToArray(),
            Arr = changes.Select(c => c.Totals.Arr).ToArray(),
            Seats = changes.Select(c => c.Totals.Seats).ToArray(),
            NextEnds = changes.Select(c => c.Totals.NextContractEnd).ToArray(),
            Since = changes.Select(c => c.Totals.CustomerSince).ToArray(),
            AsOf = changes.Select(c => c.Totals.AsOf).ToArray(),
            AccountVersions = changes.Select(c => c.Totals.Version).ToArray(),
            AccountsRecordedAt = changes.Select(c => c.Totals.RecordedAt.UtcDateTime).ToArray(),
        };

    private static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    private sealed class TotalsRow
    {
        public Guid AccountId { get; init; }
        public decimal Mrr { get; init; }
        public decimal Arr { get; init; }
        public int Seats { get; init; }
        public DateOnly? NextContractEnd { get; init; }
        public DateOnly? CustomerSince { get; init; }
        public DateOnly? AsOf { get; init; }
        public int Version { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public AccountTotals ToTotals() =>
            new(Mrr, Arr, Seats, NextContractEnd, CustomerSince, AsOf, Version, RecordedAt);
    }

    /// <summary>All writers share this lock. Who fixes "as known now" takes it alone for a moment: then no writer with
    /// an earlier instant is still on its way.</summary>
    internal const string Fence = "renewals.books";

    // In one round trip, and in this order: what is read is read under the lock.
    private const string LockAndLoad = $"""
        select 1 from pg_advisory_xact_lock_shared(hashtextextended('{Fence}', 0));
        insert into account_revenue (account_id) select unnest(@ids) on conflict do nothing;
        {LockAccounts};
        {SubscriptionRecord.OfAccounts};
        {MovementRow.InForce};
        select distinct account_id from renewal where account_id = any(@ids) and outcome is null;
        """;

    private const string LockAccounts = """
        select account_id, mrr, arr, seats, next_contract_end, customer_since, as_of, version, recorded_at
        from account_revenue where account_id = any(@ids) order by account_id for update
        """;

    private const string CurrentRates = """
        select distinct on (currency, from_on) currency, from_on as "from", rate
        from exchange_rate order by currency, from_on, recorded_at desc
        """;

    private const string UpdateTotals = """
        update account_revenue a
        set mrr = t.mrr, arr = t.arr, seats = t.seats, next_contract_end = t.next_end, customer_since = t.since,
            as_of = t.as_of, version = t.version, recorded_at = t.recorded_at
        from unnest(@AccountIds, @Mrr, @Arr, @Seats, @NextEnds, @Since, @AsOf, @AccountVersions, @AccountsRecordedAt)
            as t (account_id, mrr, arr, seats, next_end, since, as_of, version, recorded_at)
        where a.account_id = t.account_id
        """;

    private const string Save = $"""
        {SubscriptionRecord.Upsert};
        {MovementRow.Insert};
        {UpdateTotals};
        """;
}
