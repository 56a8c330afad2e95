using System.Net;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// Asks every replica each second whether it is ready. A call that cannot connect takes its replica out of rotation at
/// once; only a good probe brings it back.
/// </summary>
public sealed class ProbeReplicas(Topology topology, TimeProvider clock, ILogger<ProbeReplicas> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience }) { Timeout = Patience };
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await Task.WhenAll(topology.All.SelectMany(service => service.Replicas).Select(replica => ProbeAsync(client, replica, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ProbeAsync(HttpClient client, Replica replica, CancellationToken ct)
    {
        var ready = false;
        try
        {
            using var response = await client.GetAsync(new Uri($"{replica.Http}/health/ready"), ct);
            ready = response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Away: not ready.
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // A busy replica is not an absent one: taking the last one out would turn a queue into an outage.
            replica.MissProbe();
            return;
        }

        replica.AnswerProbe();

        if (replica.PutInRotation(ready))
            log.LogInformation("{Service} at {Address} is {State}", replica.Service, replica.Http, ready ? "back in rotation" : "out of rotation");
    }
}
