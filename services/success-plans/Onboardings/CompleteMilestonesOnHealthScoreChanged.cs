using Grpc.Core;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>A score that moved means that usage moved: usage is read at once. Where scoring does not answer, the timer
/// reads it later.</summary>
internal sealed partial class CompleteMilestonesOnHealthScoreChanged(
    ReadTelemetry telemetry,
    ILogger<CompleteMilestonesOnHealthScoreChanged> logger
) : IRepeatableEventHandler<HealthScoreChanged>
{
    public async Task HandleAsync(HealthScoreChanged changed, CancellationToken ct)
    {
        try
        {
            await telemetry.RunAsync(changed.AccountId, ct);
        }
        catch (RpcException exception)
        {
            LogUnanswered(changed.AccountId, exception);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Scoring did not say what account {AccountId} uses; the timer asks again"
    )]
    private partial void LogUnanswered(Guid accountId, Exception exception);
}
