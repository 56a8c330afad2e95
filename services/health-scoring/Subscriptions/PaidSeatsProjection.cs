using Platform.Contracts.Renewals;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Rounds;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Subscriptions;

/// <summary>
/// Keeps what an account's subscriptions tell, each with its own date: seats paid for, the first payment, and how terms
/// ended. An event carries the whole past, so the latest version replaces what was kept, in whichever order they come.
/// </summary>
public sealed class PaidSeatsProjection(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<SubscriptionChanged>
{
    public async Task HandleAsync(SubscriptionChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        work.AfterCommit(signal.Set);
        if (
            await work.ExecuteAsync(
                Advance,
                new
                {
                    Id = domainEvent.AccountId,
                    domainEvent.Version,
                    domainEvent.CustomerSince,
                }
            ) == 0
        )
            return;
        await ReplaceSeatsAsync(work, domainEvent);
        if (domainEvent.TermOutcomes is { } outcomes)
            await LedgerOutcomes.ReplaceAsync(work, domainEvent.AccountId, outcomes, domainEvent.OccurredAt);
        await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = domainEvent.AccountId });
        await BookRound.MarkAsync(work, BookRound.Watch, [domainEvent.AccountId], settleSeconds: 0);
    }

    private async Task ReplaceSeatsAsync(UnitOfWork work, SubscriptionChanged domainEvent)
    {
        var known = await work.QueryAsync<Row>(Current, new { Id = domainEvent.AccountId });
        // Without a past, what is told holds from the day on which it was.
        var today = calendar.DayOf(domainEvent.OccurredAt);
        List<(DateOnly From, int Seats)> now = domainEvent.SeatHistory is { } past
            ? [.. past.Select(s => (s.From, s.Seats))]
            : [.. known.Where(k => k.FromDay < today).Select(k => (k.FromDay, k.Seats)), (today, domainEvent.Seats)];
        if (known.Select(k => (k.FromDay, k.Seats)).SequenceEqual(now))
            return;
        await work.ExecuteAsync(
            Replace,
            new
            {
                Id = domainEvent.AccountId,
                domainEvent.Version,
                ToldAt = domainEvent.OccurredAt,
                Days = now.ConvertAll(s => s.From).ToArray(),
                Seats = now.ConvertAll(s => s.Seats).ToArray(),
            }
        );
    }

    private sealed class Row
    {
        public DateOnly FromDay { get; init; }
        public int Seats { get; init; }
    }

    private const string Advance = """
        insert into account as a (account_id, paid_since, revenue_version) values (@Id, @CustomerSince, @Version)
        on conflict (account_id) do update
            set paid_since = excluded.paid_since, revenue_version = excluded.revenue_version
        where a.revenue_version < excluded.revenue_version
        """;

    private const string Current = """
        select from_day, seats from paid_seats where account_id = @Id and superseded_at is null order by from_day
        """;

    private const string Replace = """
        update paid_seats set superseded_at = @ToldAt where account_id = @Id and superseded_at is null;
        insert into paid_seats (account_id, from_day, seats, version, told_at)
        select @Id, from_day, seats, @Version, @ToldAt from unnest(@Days, @Seats) as s (from_day, seats)
        """;
}
