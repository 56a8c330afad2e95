using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Outcomes;

/// <summary>Keeps how renewals were decided and which accounts churned.</summary>
public sealed class OutcomesProjection(UsageCalendar calendar, TimeProvider clock)
    : IEventHandler<RenewalStageChanged>,
        IEventHandler<AccountChurned>
{
    private const string Source = "renewals";

    public Task HandleAsync(RenewalStageChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (domainEvent.Outcome is not { } outcome || OutcomeKinds.Parse(outcome) is not { } kind)
            return Task.CompletedTask;
        // A term that was over when it was decided had its outcome then.
        var today = calendar.DayOf(domainEvent.OccurredAt);
        var decidedOn = domainEvent.EndsOn is { } end && end < today ? end : today;
        return UpsertAsync(work, domainEvent.AccountId, domainEvent.RenewalId, kind, decidedOn);
    }

    public Task HandleAsync(AccountChurned domainEvent, UnitOfWork work, CancellationToken ct) =>
        UpsertAsync(work, domainEvent.AccountId, domainEvent.ChurnId, OutcomeKinds.Churned, domainEvent.EffectiveOn);

    private Task<int> UpsertAsync(UnitOfWork work, Guid accountId, Guid reference, string kind, DateOnly decidedOn) =>
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
