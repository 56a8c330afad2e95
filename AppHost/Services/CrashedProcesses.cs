using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.AppHost.Services;

/// <summary>Aspire leaves a process that crashed where it is. Here it starts again, later each time; one that ended
/// well stays down.</summary>
internal static class CrashedProcesses
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Services only: servers that run as processes look after themselves, and Aspire starts its dashboard
    /// once.</summary>
    internal static void RestartWhatCrashes(this IDistributedApplicationBuilder builder)
    {
        var crashes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        builder.Eventing.Subscribe<ResourceStoppedEvent>(
            (stopped, cancelled) =>
            {
                var crashed = stopped.ResourceEvent;
                var stopping = stopped.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                if (
                    stopped.Resource is ProjectResource
                    && crashed.Snapshot.ExitCode is not 0
                    && !stopping.IsCancellationRequested
                )
                    _ = StartAgainAsync(
                        stopped.Services,
                        crashed,
                        crashes.AddOrUpdate(crashed.ResourceId, 1, (_, before) => before + 1),
                        stopping
                    );
                return Task.CompletedTask;
            }
        );
    }

    private static async Task StartAgainAsync(
        IServiceProvider services,
        ResourceEvent crashed,
        int crash,
        CancellationToken stopping
    )
    {
        var log = services.GetRequiredService<ResourceLoggerService>().GetLogger(crashed.ResourceId);
        var delay = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(crash - 1, 10)));
        log.LogError(
            "{Name} ended with exit code {Code}; starting it again in {Delay} s",
            crashed.ResourceId,
            crashed.Snapshot.ExitCode,
            delay.TotalSeconds
        );
        await Task.Delay(delay, stopping);
        await services
            .GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(crashed.ResourceId, KnownResourceCommands.StartCommand, stopping);
    }
}
