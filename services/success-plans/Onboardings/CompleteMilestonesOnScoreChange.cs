using Grpc.Core;
using MassTransit;
using Platform.Contracts.HealthScoring;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>A score that moved means usage that moved: looks at it at once. No inbox is needed, as reading twice
/// changes nothing; and where scoring does not answer, the timer comes back to it.</summary>
internal sealed partial class CompleteMilestonesOnScoreChange(
    ReadTelemetry telemetry,
    ILogger<CompleteMilestonesOnScoreChange> logger
) : IConsumer<HealthScoreChanged>
{
    public async Task Consume(ConsumeContext<HealthScoreChanged> context)
    {
        try
        {
            await telemetry.RunAsync(context.Message.AccountId, context.CancellationToken);
        }
        catch (RpcException exception)
        {
            LogUnanswered(context.Message.AccountId, exception);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Scoring did not say what account {AccountId} uses; the timer asks again"
    )]
    private partial void LogUnanswered(Guid accountId, Exception exception);
}
