using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>Opens a risk when feedback waits past its due time: one for each answer, however many of its steps are
/// late.</summary>
public sealed class OpenRiskOnLoopOverdue(RiskOpener risks) : IEventHandler<LoopOverdue>
{
    public Task HandleAsync(LoopOverdue domainEvent, UnitOfWork work, CancellationToken ct) =>
        risks.OpenAsync(
            work,
            new RiskCause(
                domainEvent.AccountId,
                "product_issue",
                $"loop:{domainEvent.LoopId}",
                $"Feedback waits for an answer: {domainEvent.Step.Replace('_', ' ')} was due on "
                    + $"{domainEvent.DueAt:yyyy-MM-dd}"
            )
        );
}
