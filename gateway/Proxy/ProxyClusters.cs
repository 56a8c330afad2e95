using System.Net;
using Platform.Gateway.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Platform.Gateway.Proxy;

/// <summary>YARP's clusters: one per service, protocol and time-out, with its replicas as destinations.</summary>
internal static class ProxyClusters
{
    public static IReadOnlyList<ClusterConfig> Of(IReadOnlyDictionary<string, ServiceAddresses> services) =>
        [
            .. ServiceNames
                .Upstream.SelectMany(ProxyRoutes.ClustersOf)
                .Select(cluster => Create(cluster, services.GetValueOrDefault(cluster.Service) ?? new())),
        ];

    private static ClusterConfig Create(UpstreamCluster cluster, ServiceAddresses addresses) =>
        new()
        {
            ClusterId = cluster.Id,
            Destinations = (cluster.IsHttp2 ? addresses.Grpc : addresses.Http).ToDictionary(
                address => address,
                address => new DestinationConfig { Address = address },
                StringComparer.Ordinal
            ),
            // The one of two with fewer requests; unlike LeastRequests it lets idle replicas take turns.
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            HttpRequest = new ForwarderRequestConfig
            {
                Version = cluster.IsHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                ActivityTimeout = cluster.Timeout,
            },
            HealthCheck = new HealthCheckConfig
            {
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Path = "/health/ready",
                    Interval = TimeSpan.FromSeconds(1),
                    Timeout = TimeSpan.FromSeconds(2),
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                },
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = ConnectionFailurePolicy.PolicyName,
                    ReactivationPeriod = TimeSpan.FromSeconds(1),
                },
                // A service whose replicas are all too busy to answer a probe, or that is back since the last one,
                // gets calls all the same: taking the last replica out would turn a queue into an outage.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            },
            // One failed probe is enough.
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1",
            },
        };

    /// <summary>How the pools of connections to the services behave.</summary>
    public static void Configure(SocketsHttpHandler handler)
    {
        // One span a hop is enough: IdentityTransform tells the service of the gateway's, none is made in between.
        handler.ActivityHeadersPropagator = null;
        handler.ConnectTimeout = TimeSpan.FromSeconds(2);
        // A replica that went without closing its connections is noticed in ten seconds, not by the kernel in minutes.
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(5);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(5);
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
    }
}
