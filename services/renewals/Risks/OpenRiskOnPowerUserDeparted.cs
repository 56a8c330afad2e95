using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

public sealed class OpenRiskOnPowerUserDeparted(RiskOpener risks) : IEventHandler<PowerUserDeparted>
{
    public Task HandleAsync(PowerUserDeparted domainEvent, UnitOfWork work, CancellationToken ct) =>
        risks.OpenAsync(
            work,
            new RiskCause(
                domainEvent.AccountId,
                "champion_turnover",
                $"power-user:{domainEvent.User}",
                $"A power user ({domainEvent.Share:P0} of all use) stopped; "
                    + (domainEvent.OthersRemain ? "other active users remain" : "no user of comparable use remains")
            )
        );
}
