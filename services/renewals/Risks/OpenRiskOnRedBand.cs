using Platform.Contracts.HealthScoring;
using Platform.Renewals.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>Keeps the health of each account, and opens a risk when it turns red.</summary>
public sealed class OpenRiskOnRedBand(RiskOpener risks) : IEventHandler<HealthBandChanged>
{
    public async Task HandleAsync(HealthBandChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var band = domainEvent.To?.ToText();
        if (
            await work.ExecuteAsync(
                KeepBand,
                new
                {
                    domainEvent.AccountId,
                    domainEvent.Version,
                    band,
                    At = domainEvent.OccurredAt,
                }
            ) == 0
        )
            return;
        if (domainEvent.To != HealthBand.Red)
            return;
        var drivers = string.Join(", ", domainEvent.Drivers.Take(3).Select(d => d.Cause));
        await risks.OpenAsync(
            work,
            new RiskCause(
                domainEvent.AccountId,
                "value_gap",
                "red-band",
                $"Health turned red ({domainEvent.Score:0.#}){(drivers.Length > 0 ? $": {drivers}" : "")}"
            )
        );
    }

    private const string KeepBand = """
        insert into account_band (account_id, version, band, from_at) values (@AccountId, @Version, @band, @At)
            on conflict do nothing
        """;
}
