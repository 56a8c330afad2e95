using Platform.ServiceDefaults;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// The replicas of one service, and the choice among those in rotation. What is configured is an address for each, or a
/// name that leads to some: then they come and go as the name's addresses do.
/// </summary>
public sealed class ReplicaSet(string service, IReadOnlyList<Replica> configured)
{
    private readonly IReadOnlyList<Replica> _configured = configured;
    private uint _turn;
    private volatile IReadOnlyList<Replica> _replicas = configured;

    public string Service { get; } = service;

    public IReadOnlyList<Replica> Replicas => _replicas;

    public bool HasNames => _configured.Any(replica => NamedAddresses.MayLeadToSeveral(new Uri(replica.Http)));

    public int InFlight => Replicas.Sum(replica => replica.InFlight);

    /// <summary>
    /// The one with fewest calls in flight, slow ones last, beginning at another place each time so that equals take
    /// turns; null where none is in rotation but <paramref name="except"/>.
    /// </summary>
    public Replica? Pick(Replica? except = null)
    {
        Replica? best = null;
        var replicas = _replicas;
        var start = Interlocked.Increment(ref _turn);
        for (var i = 0u; i < replicas.Count; i++)
        {
            var replica = replicas[(int)((start + i) % (uint)replicas.Count)];
            if (!replica.InRotation || ReferenceEquals(replica, except))
                continue;
            if (best is null || (replica.IsSlow, replica.InFlight).CompareTo((best.IsSlow, best.InFlight)) < 0)
                best = replica;
        }

        return best;
    }

    /// <summary>
    /// Takes the addresses that the names lead to now. A replica that was there before stays what it is, with the calls
    /// that it has and what is known of it; calls to one that is gone end by themselves.
    /// </summary>
    /// <exception cref="System.Net.Sockets.SocketException">A name leads nowhere; all stays as it was.</exception>
    public async Task LookUpAsync(ResolveName resolve, CancellationToken ct)
    {
        var known = _replicas.ToDictionary(replica => (replica.Http, replica.Http2));
        var found = new List<Replica>();
        foreach (var named in _configured)
        {
            foreach (var http in await NamedAddresses.FindAsync(new Uri(named.Http), resolve, ct))
            {
                var (http1, http2) = (Plain(http), named.Http2 is { } other ? Plain(At(http.Host, other)) : null);
                found.Add(known.GetValueOrDefault((http1, http2)) ?? new Replica(Service, http1, http2));
            }
        }

        _replicas = found;

        static Uri At(string host, string address) => new UriBuilder(address) { Host = host }.Uri;
        static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
    }
}
