using MassTransit;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>Keeps the health of each account, and opens a risk when it turns red.</summary>
public sealed class OpenRiskOnRedBand(Inbox inbox, RiskOpener risks) : IConsumer<HealthBandChanged>
{
    public Task Consume(ConsumeContext<HealthBandChanged> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            var band = message.To?.ToText();
            if (
                await work.ExecuteAsync(
                    KeepBand,
                    new
                    {
                        message.AccountId,
                        message.Version,
                        band,
                        At = message.OccurredAt,
                    }
                ) == 0
            )
                return;
            if (message.To != HealthBand.Red)
                return;
            var drivers = string.Join(", ", message.Drivers.Take(3).Select(d => d.Cause));
            await risks.OpenAsync(
                work,
                new RiskCause(
                    message.AccountId,
                    "value_gap",
                    "red-band",
                    $"Health turned red ({message.Score:0.#}){(drivers.Length > 0 ? $": {drivers}" : "")}"
                )
            );
        });

    private const string KeepBand = """
        insert into account_band (account_id, version, band, from_at) values (@AccountId, @Version, @band, @At)
            on conflict do nothing
        """;
}
