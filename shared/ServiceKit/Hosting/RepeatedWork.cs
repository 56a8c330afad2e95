using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceKit.Hosting;

/// <summary>
/// What a service does again and again beside its requests, at start and then after each <paramref name="pause"/>. A turn that fails, for whatever
/// reason, is logged and the next one comes: a background service that ends takes its process with it. When the service stops, or is disposed
/// before it started in full, the loop ends without a word.
/// </summary>
public abstract partial class RepeatedWork(TimeSpan pause, ILogger logger) : BackgroundService
{
    protected abstract Task TurnAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(GetType().Name, TurnAsync, stoppingToken);
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>For a turn of several parts, none of which is to hold up the others.</summary>
    protected async Task TryAsync(string what, Func<CancellationToken, Task> part, CancellationToken ct)
    {
        try
        {
            await part(ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The next start does it.
        }
        catch (Exception exception)
        {
            LogFailed(what, pause.TotalSeconds, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} failed; it runs again in {Seconds} s")]
    private partial void LogFailed(string what, double seconds, Exception exception);
}
