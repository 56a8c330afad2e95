using MassTransit;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

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
