using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceKit.Calendar;

/// <summary>Something that time alone brings about. Runs often, and must do nothing the second time on the same day.</summary>
public interface IDailyTask
{
    Task RunAsync(DateOnly today, CancellationToken ct);
}

/// <summary>Runs a service's tasks at start, then every half minute: a new day, or a deadline that has passed, is noticed at once.</summary>
public sealed partial class DailyTurn(IEnumerable<IDailyTask> tasks, OrganisationCalendar day, ILogger<DailyTurn> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var task in tasks) await task.RunAsync(day.Today, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var task in tasks)
            {
                try
                {
                    await task.RunAsync(day.Today, stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogFailed(task.GetType().Name, exception);
                }
            }

            await Task.Delay(Pause, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Task} failed; it runs again in half a minute")]
    private partial void LogFailed(string task, Exception exception);
}
