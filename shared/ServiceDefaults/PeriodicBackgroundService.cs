using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>
/// What a service does again and again beside its requests, at start and then after each <paramref name="pause"/>. A
/// turn that fails, for whatever reason, is logged and the next one comes: a background service that ends takes its
/// process with it. When the service stops, or is disposed before it started in full, the loop ends without a word.
/// </summary>
public abstract partial class PeriodicBackgroundService(TimeSpan pause, ILogger logger) : BackgroundService
{
    protected abstract Task TurnAsync(CancellationToken ct);

    /// <summary>
    /// What lies between a turn that went well and the next: the pause, or until an <see cref="AsyncAutoResetEvent"/>
    /// is set. After a failure it is always the pause.
    /// </summary>
    protected virtual Task RestAsync(CancellationToken ct) => Task.Delay(pause, ct);

    /// <summary>The rest of what is to go well once.</summary>
    protected static Task ForeverAsync(CancellationToken ct) => Task.Delay(Timeout.InfiniteTimeSpan, ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = await TryAsync(GetType().Name, TurnAsync, stoppingToken)
                ? RestAsync(stoppingToken)
                : Task.Delay(pause, stoppingToken);
            await rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>For a turn of several parts, none of which is to hold up the others.</summary>
    /// <returns>Whether it went well.</returns>
    protected async Task<bool> TryAsync(string what, Func<CancellationToken, Task> part, CancellationToken ct)
    {
        try
        {
            await part(ct);
            return true;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The next start does it.
        }
        catch (Exception exception)
        {
            LogFailed(what, pause.TotalSeconds, exception);
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} failed; it runs again in {Seconds} s")]
    private partial void LogFailed(string what, double seconds, Exception exception);
}
