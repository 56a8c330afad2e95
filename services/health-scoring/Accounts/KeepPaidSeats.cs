using MassTransit;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps how many seats an account pays for, from which day.</summary>
public sealed class KeepPaidSeats(Inbox inbox, UsageCalendar calendar, ScoringSignal signal) : IConsumer<SubscriptionChanged>
{
    public async Task Consume(ConsumeContext<SubscriptionChanged> context)
    {
        var message = context.Message;
        await inbox.OnceAsync(context, async work =>
        {
            var args = new { Id = message.AccountId, From = calendar.DayOf(message.OccurredAt), message.Seats, message.Version, message.CustomerSince };
            if (await work.ExecuteAsync(Upsert, args) == 0) return;
            await work.ExecuteAsync(PaidSince, args);
            await work.ExecuteAsync(MarkDirty.Sql, new { Id = message.AccountId });
        });
        signal.Set();
    }

    private const string Upsert = """
        insert into paid_seats as s (account_id, from_day, seats, version)
        select @Id, @From, @Seats, @Version
        where not exists (select from paid_seats where account_id = @Id and version > @Version)
        on conflict (account_id, from_day) do update set seats = excluded.seats, version = excluded.version where s.version < excluded.version
        """;

    private const string PaidSince = """
        insert into account (account_id, paid_since) values (@Id, @CustomerSince)
        on conflict (account_id) do update set paid_since = excluded.paid_since
        """;
}
