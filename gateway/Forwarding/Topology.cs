using System.Globalization;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// Where the services are, from the addresses that the AppHost injects: <c>services:health-scoring:http:0…n</c> and
/// <c>services:health-scoring:grpc:0…n</c>, one of each per replica, or a name that leads to several replicas.
/// </summary>
public sealed class Topology
{
    private readonly Dictionary<string, ReplicaSet> _services;

    public Topology(IConfiguration configuration)
    {
        _services = ServiceNames.Upstream.ToDictionary(
            name => name,
            name => new ReplicaSet(name, Replicas(configuration.GetSection($"services:{name}"), name)),
            StringComparer.Ordinal
        );
    }

    public IEnumerable<ReplicaSet> All => _services.Values;

    public ReplicaSet this[string service] => _services[service];

    private static List<Replica> Replicas(IConfigurationSection section, string service)
    {
        var http = Addresses(section.GetSection("http"));
        var http2 = Addresses(section.GetSection("grpc"));
        if (http2.Count > 0 && http2.Count != http.Count)
            throw new InvalidOperationException(
                $"services:{service} names {http.Count} http and {http2.Count} grpc addresses; each replica "
                    + $"needs one of both."
            );

        return
        [
            .. http.Select((address, index) => new Replica(service, address, http2.Count > 0 ? http2[index] : null)),
        ];
    }

    private static List<string> Addresses(IConfigurationSection section) =>
        [
            .. section
                .GetChildren()
                .OrderBy(child =>
                    int.TryParse(child.Key, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue
                )
                .Select(child => child.Value?.TrimEnd('/'))
                .OfType<string>(),
        ];
}
