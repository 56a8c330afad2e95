using System.Collections.Frozen;
using Platform.Gateway.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Platform.Gateway.Proxy;

/// <summary>
/// YARP's routes, made of the route table: reads go to a service's HTTP/2 cluster, everything else to its HTTP/1.1
/// cluster (faster for large bodies), gRPC to HTTP/2. The table's order is the routes' order.
/// </summary>
public static class ProxyRoutes
{
    private static readonly (RouteConfig Config, PublicRoute Route, UpstreamCluster Cluster)[] Table =
    [
        .. RouteTable.Rest.SelectMany((route, line) => RestOf(route, line + 1)),
        // Of any method: a route that asks for POST would have routing answer 405 at every path of two segments.
        .. RouteTable.GrpcCalls.Select(route => Create(route, order: 0, methods: null, isHttp2: true)),
    ];

    private static readonly FrozenDictionary<string, PublicRoute> ById = Table.ToFrozenDictionary(
        entry => entry.Config.RouteId,
        entry => entry.Route,
        StringComparer.Ordinal
    );

    public static IReadOnlyList<RouteConfig> All { get; } = [.. Table.Select(entry => entry.Config)];

    /// <summary>The protocol and time-out that routes of this service ask of its clusters.</summary>
    internal static IEnumerable<UpstreamCluster> ClustersOf(string service) =>
        Table.Select(entry => entry.Cluster).Where(cluster => cluster.Service == service).Distinct();

    /// <summary>The line of the route table that a route was made of.</summary>
    public static PublicRoute TableLineOf(RouteConfig route) => ById[route.RouteId];

    private static IEnumerable<(RouteConfig, PublicRoute, UpstreamCluster)> RestOf(PublicRoute route, int order) =>
        route.Service == ServiceNames.Self
            ? []
            :
            [
                Create(route, order, ["GET", "HEAD"], isHttp2: true),
                Create(route, order, methods: null, isHttp2: false),
            ];

    private static (RouteConfig, PublicRoute, UpstreamCluster) Create(
        PublicRoute route,
        int order,
        string[]? methods,
        bool isHttp2
    )
    {
        var cluster = UpstreamCluster.Of(route, isHttp2);
        var config = new RouteConfig
        {
            RouteId = $"{(methods is null ? "*" : string.Join('|', methods))} {route.Pattern}",
            ClusterId = cluster.Id,
            Match = new RouteMatch { Path = route.Template, Methods = methods },
            Order = order,
            MaxRequestBodySize = route.BodyLimit ?? -1,
        };
        return (config, route, cluster);
    }
}
