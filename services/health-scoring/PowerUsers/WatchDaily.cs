using Platform.ServiceKit.Hosting;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>Once a business day looks at each account's power users and thresholds of use; the replicas pass the work on chunk by chunk, so any of them may be killed.</summary>
public sealed class WatchDaily(WatchAccounts watch, ILogger<WatchDaily> logger) : RepeatedWork(TimeSpan.FromSeconds(20), logger)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await watch.NextChunkAsync(ct))
        {
        }
    }
}
