using MassTransit;
using Microsoft.Extensions.Options;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <summary>Opens expansion opportunities: one open for each account and trigger, and none while its trigger cools
/// down.</summary>
public sealed class ExpansionOpener(TimeProvider clock, OrganisationCalendar day)
{
    public static readonly IReadOnlyList<string> Triggers = ["seats_used", "premium_use", "new_team", "users_growth"];

    public async Task<Guid?> OpenAsync(UnitOfWork work, Guid accountId, string trigger, string evidence)
    {
        var id = Guid.CreateVersion7();
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    accountId,
                    trigger,
                    evidence,
                    Now = clock.GetUtcNow(),
                    day.Today,
                }
            ) == 0
        )
            return null;
        await work.EnqueueAsync(new ExpansionDetected(accountId, id, trigger, evidence), accountId);
        return id;
    }

    private const string Insert = """
        insert into expansion (id, account_id, trigger, evidence, state, opened_at, version)
        select @id, @accountId, @trigger, @evidence, 'open', @Now, 1
        where not exists (select from expansion
            where account_id = @accountId and trigger = @trigger and cool_until > @Today)
        on conflict (account_id, trigger) where closed_at is null do nothing
        """;
}

/// <summary>Remembers which thresholds of use an account is over, and since when.</summary>
public sealed class WatchThresholds(Inbox inbox, ExpansionSignals signals, OrganisationCalendar day)
    : IConsumer<UsageThresholdCrossed>
{
    public Task Consume(ConsumeContext<UsageThresholdCrossed> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            if (!ExpansionOpener.Triggers.Contains(message.Threshold))
                return;
            if (!message.Rose)
            {
                await work.ExecuteAsync(
                    "delete from expansion_signal where account_id = @AccountId and trigger = @Threshold",
                    new { message.AccountId, message.Threshold }
                );
                return;
            }

            await work.ExecuteAsync(
                Keep,
                new
                {
                    message.AccountId,
                    message.Threshold,
                    message.Since,
                    message.Value,
                    message.Limit,
                }
            );
            await signals.OpenRipeAsync(work, day.Today, message.AccountId);
        });

    private const string Keep = """
        insert into expansion_signal (account_id, trigger, since, value, usage_limit)
            values (@AccountId, @Threshold, @Since, @Value, @Limit)
        on conflict (account_id, trigger) do update
            set since = excluded.since, value = excluded.value, usage_limit = excluded.usage_limit
        """;
}

/// <summary>Seats have to be short for some days in a row before they are an opportunity; the other triggers are one at
/// once.</summary>
public sealed class ExpansionSignals(Database database, ExpansionOpener opener, IOptions<RenewalOptions> options)
    : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await OpenRipeAsync(work, today, null);
        await work.CommitAsync();
    }

    public async Task OpenRipeAsync(UnitOfWork work, DateOnly today, Guid? accountId)
    {
        foreach (
            var signal in await work.QueryAsync<Signal>(
                Ripe,
                new
                {
                    accountId,
                    SeatsSince = today.AddDays(-options.Value.SeatsUsedDays),
                    today,
                }
            )
        )
            await opener.OpenAsync(
                work,
                signal.AccountId,
                signal.Trigger,
                FormattableString.Invariant(
                    $"{signal.Trigger} at {signal.Value:0.##} (limit {signal.UsageLimit:0.##}) since "
                        + $"{signal.Since:yyyy-MM-dd}"
                )
            );
    }

    private sealed class Signal
    {
        public Guid AccountId { get; init; }
        public string Trigger { get; init; } = "";
        public DateOnly Since { get; init; }
        public decimal Value { get; init; }
        public decimal UsageLimit { get; init; }
    }

    private const string Ripe = """
        select s.account_id, s.trigger, s.since, s.value, s.usage_limit from expansion_signal s
        where (@accountId::uuid is null or s.account_id = @accountId)
          and (s.trigger <> 'seats_used' or s.since <= @SeatsSince)
          and not exists (select from expansion e
              where e.account_id = s.account_id and e.trigger = s.trigger
              and (e.closed_at is null or e.cool_until > @today))
        limit 1000
        """;
}
