using MassTransit;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>Who told us what is wrong and waits for an answer past its due time is a risk, one for the answer however
/// many of its steps are late.</summary>
public sealed class OpenRiskOnLoopOverdue(Inbox inbox, RiskOpener risks) : IConsumer<LoopOverdue>
{
    public Task Consume(ConsumeContext<LoopOverdue> context) =>
        inbox.OnceAsync(context, work =>
            risks.OpenAsync(
                work,
                new RiskCause(
                    context.Message.AccountId,
                    "product_issue",
                    $"loop:{context.Message.LoopId}",
                    $"Feedback waits for an answer: {context.Message.Step.Replace('_', ' ')} was due on "
                        + $"{context.Message.DueAt:yyyy-MM-dd}"
                )
            )
        );
}
