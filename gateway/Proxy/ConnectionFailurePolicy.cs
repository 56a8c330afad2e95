using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Platform.Gateway.Proxy;

/// <summary>
/// Takes a replica out of rotation at the first call that cannot connect to it. YARP's own policy counts a rate over a
/// minute of requests: a replica that served thousands and died would cost a retry for most of that minute.
/// </summary>
internal sealed class ConnectionFailurePolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "ConnectionFailure";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is { } failure && IsConnectionFailure(failure.Exception))
            health.SetPassive(
                cluster,
                destination,
                DestinationHealth.Unhealthy,
                cluster.Model.Config.HealthCheck!.Passive!.ReactivationPeriod!.Value
            );
    }

    /// <summary>Whether the call never reached the replica.</summary>
    public static bool IsConnectionFailure(Exception? exception) =>
        exception
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            };
}
