using Platform.ServiceDefaults;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>
/// Looks at each account's power users and thresholds of use once a business day, and within seconds after its past
/// came in; the replicas pass the work on chunk by chunk, so any of them may be killed.
/// </summary>
public sealed class WatchDaily(WatchAccounts watch, ILogger<WatchDaily> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(5), logger)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await watch.NextChunkAsync(ct)) { }
    }
}
