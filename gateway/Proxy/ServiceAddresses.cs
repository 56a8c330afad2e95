using Platform.ServiceDefaults;

namespace Platform.Gateway.Proxy;

/// <summary>
/// Where a service is, as the AppHost injects it: <c>services:health-scoring:http:0…n</c> and
/// <c>services:health-scoring:grpc:0…n</c>, one of each per replica, or a name that leads to several replicas.
/// </summary>
public sealed record ServiceAddresses
{
    /// <summary>HTTP/1.1: bodies.</summary>
    public IReadOnlyList<string> Http { get; init; } = [];

    /// <summary>HTTP/2 without TLS: gRPC, and reads, where one connection carries many.</summary>
    public IReadOnlyList<string> Grpc { get; init; } = [];

    public bool HasNames => Http.Concat(Grpc).Any(address => NamedAddresses.MayLeadToSeveral(new Uri(address)));

    /// <summary>The addresses that the names lead to now.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">A name leads nowhere.</exception>
    public async Task<ServiceAddresses> ResolveAsync(ResolveName resolve, CancellationToken ct) =>
        new() { Http = await FindAsync(Http, resolve, ct), Grpc = await FindAsync(Grpc, resolve, ct) };

    public bool Equals(ServiceAddresses? other) =>
        other is not null && Http.SequenceEqual(other.Http) && Grpc.SequenceEqual(other.Grpc);

    public override int GetHashCode() => HashCode.Combine(Http.Count, Grpc.Count);

    private static async Task<IReadOnlyList<string>> FindAsync(
        IEnumerable<string> addresses,
        ResolveName resolve,
        CancellationToken ct
    )
    {
        var found = new List<string>();
        foreach (var address in addresses)
        foreach (var replica in await NamedAddresses.FindAsync(new Uri(address), resolve, ct))
            found.Add(replica.GetLeftPart(UriPartial.Authority));
        return found;
    }
}
