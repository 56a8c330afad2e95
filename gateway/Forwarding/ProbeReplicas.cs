namespace Platform.Gateway.Forwarding;

/// <summary>
/// Asks every replica each second whether it is ready. A call that cannot connect takes its replica out of rotation at
/// once; only a good answer brings it back.
/// </summary>
public sealed class ProbeReplicas(Topology topology, AskReplicas replicas, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Each at its own pace: one that hangs delays no news of the others.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(topology.All.SelectMany(service => service.Replicas).Select(replica => FollowAsync(replica, stoppingToken)));

    private async Task FollowAsync(Replica replica, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do await replica.ShareQuestion(replicas.AskAsync).WaitAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }
}
