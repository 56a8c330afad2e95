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

/// <summary>Keeps the score that is shown beside renewals.</summary>
public sealed class HealthProjection(Inbox inbox) : IConsumer<HealthScoreChanged>
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

/// <summary>A champion or sponsor who leaves, or gives up the role, is a risk at once.</summary>
public sealed class OpenRiskOnChampionLeft(Inbox inbox, RiskOpener risks)
    : IConsumer<ContactLeft>,
        IConsumer<ContactChanged>
{
    private static readonly string[] Watched = ["champion", "executive_sponsor", "economic_buyer"];

    public Task Consume(ConsumeContext<ContactLeft> context) =>
        inbox.OnceAsync(context, work =>
            OpenAsync(
                work,
                context.Message.AccountId,
                context.Message.ContactId,
                context.Message.Roles,
                "left the customer"
            )
        );

    public Task Consume(ConsumeContext<ContactChanged> context) =>
        inbox.OnceAsync(context, work =>
            OpenAsync(
                work,
                context.Message.AccountId,
                context.Message.ContactId,
                context.Message.PreviousRoles.Except(context.Message.Contact.Roles, StringComparer.Ordinal),
                "gave up the role"
            )
        );

    private async Task OpenAsync(UnitOfWork work, Guid account, Guid contact, IEnumerable<string> roles, string what)
    {
        if (roles.FirstOrDefault(r => Watched.Contains(r)) is not { } role)
            return;
        await risks.OpenAsync(
            work,
            new RiskCause(
                account,
                "champion_turnover",
                $"contact:{contact}",
                $"The {role.Replace('_', ' ')} {what}",
                contact
            )
        );
    }
}

public sealed class OpenRiskOnPowerUserDeparted(Inbox inbox, RiskOpener risks) : IConsumer<PowerUserDeparted>
{
    public Task Consume(ConsumeContext<PowerUserDeparted> context) =>
        inbox.OnceAsync(context, work =>
            risks.OpenAsync(
                work,
                new RiskCause(
                    context.Message.AccountId,
                    "champion_turnover",
                    $"power-user:{context.Message.User}",
                    $"A power user ({context.Message.Share:P0} of all use) stopped; {(context.Message.OthersRemain ? "other active users remain" : "nobody of comparable use remains")}"
                )
            )
        );
}
