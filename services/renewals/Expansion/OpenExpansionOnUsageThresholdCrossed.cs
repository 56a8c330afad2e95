using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <summary>Remembers which thresholds of use an account is over, and since when.</summary>
public sealed class OpenExpansionOnUsageThresholdCrossed(OpenRipeExpansions signals, OrganisationCalendar day)
    : IEventHandler<UsageThresholdCrossed>
{
    public async Task HandleAsync(UsageThresholdCrossed domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (!ExpansionOpener.Triggers.Contains(domainEvent.Threshold))
            return;
        if (!domainEvent.Rose)
        {
            await work.ExecuteAsync(
                "delete from expansion_signal where account_id = @AccountId and trigger = @Threshold",
                new { domainEvent.AccountId, domainEvent.Threshold }
            );
            return;
        }

        await work.ExecuteAsync(
            Keep,
            new
            {
                domainEvent.AccountId,
                domainEvent.Threshold,
                domainEvent.Since,
                domainEvent.Value,
                domainEvent.Limit,
            }
        );
        await signals.OpenRipeAsync(work, day.Today, domainEvent.AccountId);
    }

    private const string Keep = """
        insert into expansion_signal (account_id, trigger, since, value, usage_limit)
            values (@AccountId, @Threshold, @Since, @Value, @Limit)
        on conflict (account_id, trigger) do update
            set since = excluded.since, value = excluded.value, usage_limit = excluded.usage_limit
        """;
}
