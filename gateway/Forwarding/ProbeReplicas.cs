using System.Net.Sockets;
using Platform.ServiceDefaults;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// Asks every replica each second whether it is ready, and looks up every two seconds who they are where a name leads
/// to them. A call that cannot connect takes its replica out of rotation at once; only a good answer brings it back.
/// </summary>
public sealed class ProbeReplicas(
    Topology topology,
    AskReplicas replicas,
    ResolveName resolve,
    TimeProvider clock,
    ILogger<ProbeReplicas> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            topology
                .All.Select(service => ProbeAsync(service, stoppingToken))
                .Concat(
                    topology
                        .All.Where(service => service.HasNames)
                        .Select(service => LookUpAsync(service, stoppingToken))
                )
        );

    private async Task ProbeAsync(ReplicaSet service, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            // Not awaited: one that hangs delays no news of the others, and is asked again only when its last question
            // has ended.
            foreach (var replica in service.Replicas)
                _ = replica.ShareQuestion(replicas.AskAsync);
        } while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task LookUpAsync(ReplicaSet service, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(NamedAddresses.Interval, clock);
        do
        {
            try
            {
                await service.LookUpAsync(resolve, ct);
            }
            catch (SocketException exception)
            {
                // Those known so far go on: whether they are there still is what the probes find out.
                log.LogDebug("{Service} has no address now: {Reason}", service.Service, exception.Message);
            }
        } while (await timer.WaitForNextTickAsync(ct));
    }
}
