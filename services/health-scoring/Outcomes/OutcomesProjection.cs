using MassTransit;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Outcomes;

/// <summary>Keeps how renewals were decided and which accounts churned.</summary>
public sealed class OutcomesProjection(Inbox inbox, UsageCalendar calendar, TimeProvider clock)
    : IConsumer<RenewalStageChanged>,
        IConsumer<AccountChurned>
{
    private const string Source = "renewals";

    public Task Consume(ConsumeContext<RenewalStageChanged> context)
    {
        var message = context.Message;
        if (message.Outcome is not { } outcome || OutcomeKinds.Parse(outcome) is not { } kind)
            return Task.CompletedTask;
        // A term that was over when it was decided had its outcome then.
        var told = calendar.DayOf(message.OccurredAt);
        var decidedOn = message.EndsOn is { } end && end < told ? end : told;
        return inbox.OnceAsync(context, work => KeepAsync(work, message.AccountId, message.RenewalId, kind, decidedOn));
    }

    public Task Consume(ConsumeContext<AccountChurned> context)
    {
        var message = context.Message;
        return inbox.OnceAsync(context, work =>
            KeepAsync(work, message.AccountId, message.ChurnId, OutcomeKinds.Churned, message.EffectiveOn)
        );
    }

    private Task<int> KeepAsync(UnitOfWork work, Guid accountId, Guid reference, string kind, DateOnly decidedOn) =>
        work.ExecuteAsync(
            Upsert,
            new
            {
                AccountId = accountId,
                Source,
                Reference = reference.ToString(),
                Kind = kind,
                DecidedOn = decidedOn,
                At = clock.GetUtcNow(),
            }
        );

    internal const string Upsert = """
        insert into outcome (account_id, source, reference, kind, decided_on, recorded_at)
        values (@AccountId, @Source, @Reference, @Kind, @DecidedOn, @At)
        on conflict (account_id, source, reference) do update
            set kind = excluded.kind, decided_on = excluded.decided_on, recorded_at = excluded.recorded_at
        """;
}
