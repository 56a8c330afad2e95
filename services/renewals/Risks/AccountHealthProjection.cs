using Platform.Contracts.HealthScoring;
using Platform.Renewals.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>Keeps the score that is shown beside renewals.</summary>
public sealed class AccountHealthProjection : IEventHandler<HealthScoreChanged>
{
    public Task HandleAsync(HealthScoreChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                domainEvent.AccountId,
                domainEvent.Version,
                domainEvent.Score,
                Band = domainEvent.Band?.ToText(),
                Drivers = System.Text.Json.JsonSerializer.Serialize(
                    domainEvent.Drivers,
                    Platform.Contracts.ContractJson.Options
                ),
                At = domainEvent.OccurredAt,
            }
        );

    private const string Keep = """
        insert into account_health as h (account_id, version, score, band, drivers, changed_at)
        values (@AccountId, @Version, @Score, @Band, @Drivers::jsonb, @At)
        on conflict (account_id) do update
        set version = excluded.version, score = excluded.score, band = excluded.band, drivers = excluded.drivers,
            changed_at = excluded.changed_at
        where h.version < excluded.version
        """;
}
