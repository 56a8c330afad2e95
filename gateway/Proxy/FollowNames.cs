using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;

namespace Platform.Gateway.Proxy;

/// <summary>
/// Where a service's address is a name, looks up every two seconds which replicas it leads to, and gives YARP new
/// clusters when they changed. Replicas that were there before keep their calls and what is known of their health.
/// </summary>
internal sealed class FollowNames(
    IOptions<ServicesOptions> services,
    InMemoryConfigProvider proxy,
    ResolveName resolve,
    TimeProvider clock,
    ILogger<FollowNames> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var named = services.Value.Where(service => service.Value.HasNames).ToList();
        if (named.Count == 0)
            return;

        var known = new Dictionary<string, ServiceAddresses>(services.Value, StringComparer.Ordinal);
        using var timer = new PeriodicTimer(NamedAddresses.Interval, clock);
        do
        {
            var changed = false;
            foreach (var (service, addresses) in named)
            {
                if (await LookUpAsync(service, addresses, stoppingToken) is not { } found || found == known[service])
                    continue;
                known[service] = found;
                changed = true;
            }

            if (changed)
                proxy.Update(ProxyRoutes.All, ProxyClusters.Of(known));
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<ServiceAddresses?> LookUpAsync(string service, ServiceAddresses addresses, CancellationToken ct)
    {
        try
        {
            return await addresses.ResolveAsync(resolve, ct);
        }
        catch (SocketException exception)
        {
            // Those known so far go on: whether they are there still is what health checks find out.
            log.LogDebug("{Service} has no address now: {Reason}", service, exception.Message);
            return null;
        }
    }
}
