using System.Text.Json;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Reviews;

/// <summary>Keeps each account's health, the last of a day: packs compare it with peers and build recommendations on
/// its drivers, training is measured by it.</summary>
internal sealed class HealthProjection(Inbox inbox, OrganisationCalendar day) : IConsumer<HealthScoreChanged>
{
    public Task Consume(ConsumeContext<HealthScoreChanged> context) =>
        inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.AccountId,
                    Day = day.DateOf(context.Message.OccurredAt),
                    context.Message.Score,
                    Band = context.Message.Band?.ToString().ToLowerInvariant(),
                    Drivers = JsonSerializer.Serialize(context.Message.Drivers, ContractJson.Options),
                    context.Message.Version,
                }
            ));

    private const string Keep = """
        insert into account_health as h (account_id, day, score, band, drivers, version)
            values (@AccountId, @Day, @Score, @Band, @Drivers::jsonb, @Version)
        on conflict (account_id, day) do update
            set score = excluded.score, band = excluded.band, drivers = excluded.drivers, version = excluded.version
        where h.version < excluded.version
        """;
}
