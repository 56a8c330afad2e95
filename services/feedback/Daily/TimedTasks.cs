namespace Platform.Feedback.Daily;

/// <summary>Something that time alone brings about. Runs often, and must do nothing the second time.</summary>
public interface ITimedTask
{
    Task RunAsync(DateTimeOffset now, CancellationToken ct);
}

/// <summary>Runs the tasks at start, then every few seconds: a deadline that has passed, or a wave that is due, is noticed soon.</summary>
public sealed partial class TimedTasks(IEnumerable<ITimedTask> tasks, TimeProvider clock, ILogger<TimedTasks> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var task in tasks) await task.RunAsync(clock.GetUtcNow(), ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var task in tasks)
            {
                try
                {
                    await task.RunAsync(clock.GetUtcNow(), stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogFailed(task.GetType().Name, exception);
                }
            }

            await Task.Delay(Pause, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Task} failed; it runs again in a few seconds")]
    private partial void LogFailed(string task, Exception exception);
}
