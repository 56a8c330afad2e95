using System.Globalization;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Proxy;

/// <summary>A service by one protocol and with one time-out, which YARP keeps per cluster.</summary>
internal sealed record UpstreamCluster(string Service, bool IsHttp2, TimeSpan Timeout)
{
    private static readonly TimeSpan StreamTimeout = TimeSpan.FromHours(1);

    public string Id =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Service}-{(IsHttp2 ? "http2" : "http1")}-{Timeout.TotalSeconds}s"
        );

    public static UpstreamCluster Of(PublicRoute route, bool isHttp2) =>
        new(route.Service, isHttp2, route.Timeout ?? StreamTimeout);

    /// <summary>Where most reads of a service go.</summary>
    public static string ReadsOf(string service) => new UpstreamCluster(service, true, TimeSpan.FromSeconds(30)).Id;
}
