using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Reviews;

/// <summary>Keeps each account's health, the last of a day: packs compare it with peers and build recommendations on
/// its drivers, training is measured by it.</summary>
internal sealed class HealthScoreProjection(OrganisationCalendar day) : IEventHandler<HealthScoreChanged>
{
    public Task HandleAsync(HealthScoreChanged changed, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                changed.AccountId,
                Day = day.DateOf(changed.OccurredAt),
                changed.Score,
                Band = changed.Band?.ToString().ToLowerInvariant(),
                Drivers = JsonSerializer.Serialize(changed.Drivers, ContractJson.Options),
                changed.Version,
            }
        );

    private const string Keep = """
        insert into account_health as h (account_id, day, score, band, drivers, version)
            values (@AccountId, @Day, @Score, @Band, @Drivers::jsonb, @Version)
        on conflict (account_id, day) do update
            set score = excluded.score, band = excluded.band, drivers = excluded.drivers, version = excluded.version
        where h.version < excluded.version
        """;
}
