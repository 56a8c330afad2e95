namespace Platform.HealthScoring.PowerUsers;

/// <summary>Once a business day looks at each account's power users and thresholds of use; the replicas pass the work on chunk by chunk, so any of them may be killed.</summary>
public sealed partial class WatchDaily(WatchAccounts watch, ILogger<WatchDaily> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await watch.NextChunkAsync(stoppingToken))
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Watching accounts failed; it goes on from the same place soon")]
    private partial void LogFailed(Exception exception);
}
