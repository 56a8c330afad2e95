using MassTransit;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Rounds;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>
/// Keeps what an account's subscriptions tell, each with its own date: seats paid for, the first payment, and how terms
/// ended. An event carries the whole past, so the latest version replaces what was kept, in whichever order they come.
/// </summary>
public sealed class PaidSeatsProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<SubscriptionChanged>
{
    public async Task Consume(ConsumeContext<SubscriptionChanged> context)
    {
        var message = context.Message;
        await inbox.OnceAsync(context, async work =>
        {
            if (
                await work.ExecuteAsync(
                    Advance,
                    new
                    {
                        Id = message.AccountId,
                        message.Version,
                        message.CustomerSince,
                    }
                ) == 0
            )
                return;
            await KeepSeatsAsync(work, message);
            if (message.TermOutcomes is { } outcomes)
                await LedgerOutcomes.ReplaceAsync(work, message.AccountId, outcomes, message.OccurredAt);
            await work.ExecuteAsync(MarkDirty.Sql, new { Id = message.AccountId });
            await BookRound.MarkAsync(work, BookRound.Watch, [message.AccountId], settleSeconds: 0);
        });
        signal.Set();
    }

    private async Task KeepSeatsAsync(UnitOfWork work, SubscriptionChanged message)
    {
        var known = await work.QueryAsync<Row>(Current, new { Id = message.AccountId });
        // Without a past, what is told holds from the day on which it was.
        var today = calendar.DayOf(message.OccurredAt);
        List<(DateOnly From, int Seats)> now = message.SeatHistory is { } past
            ? [.. past.Select(s => (s.From, s.Seats))]
            : [.. known.Where(k => k.FromDay < today).Select(k => (k.FromDay, k.Seats)), (today, message.Seats)];
        if (known.Select(k => (k.FromDay, k.Seats)).SequenceEqual(now))
            return;
        await work.ExecuteAsync(
            Replace,
            new
            {
                Id = message.AccountId,
                message.Version,
                ToldAt = message.OccurredAt,
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
