using MassTransit;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>Keeps the score that is shown beside renewals.</summary>
public sealed class AccountHealthProjection(Inbox inbox) : IConsumer<HealthScoreChanged>
{
    public Task Consume(ConsumeContext<HealthScoreChanged> context) =>
        inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.AccountId,
                    context.Message.Version,
                    context.Message.Score,
                    Band = context.Message.Band?.ToText(),
                    Drivers = System.Text.Json.JsonSerializer.Serialize(
                        context.Message.Drivers,
                        Platform.Contracts.ContractJson.Options
                    ),
                    At = context.Message.OccurredAt,
                }
            ));

    private const string Keep = """
        insert into account_health as h (account_id, version, score, band, drivers, changed_at)
        values (@AccountId, @Version, @Score, @Band, @Drivers::jsonb, @At)
        on conflict (account_id) do update
        set version = excluded.version, score = excluded.score, band = excluded.band, drivers = excluded.drivers,
            changed_at = excluded.changed_at
        where h.version < excluded.version
        """;
}
