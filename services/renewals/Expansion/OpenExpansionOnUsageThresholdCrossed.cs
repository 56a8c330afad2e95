using MassTransit;
using Microsoft.Extensions.Options;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <summary>Remembers which thresholds of use an account is over, and since when.</summary>
public sealed class OpenExpansionOnUsageThresholdCrossed(Inbox inbox, OpenRipeExpansions signals, OrganisationCalendar day)
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
