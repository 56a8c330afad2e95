using System.Net.Sockets;

namespace Platform.ServiceDefaults;

/// <summary>
/// On a cluster the name of a service may lead to several replicas: a headless Service has an address for each of them.
/// Callers look names up again and again, and so see replicas come and go.
/// </summary>
public static class NamedAddresses
{
    /// <summary>
    /// How often a name is looked up again; the system's resolver keeps answers for as long as it likes.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether what stands there is such a name. <c>localhost</c> is not: its two addresses are the same program. Nor
    /// is an address with TLS, whose certificate was made out to the name.
    /// </summary>
    public static bool MayLeadToSeveral(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp && address.HostNameType == UriHostNameType.Dns && !address.IsLoopback;

    /// <summary>
    /// The addresses of the replicas behind a configured address, in a steady order; the address itself where it is no
    /// name.
    /// </summary>
    /// <exception cref="SocketException">The name leads nowhere.</exception>
    public static async Task<IReadOnlyList<Uri>> FindAsync(Uri configured, ResolveName resolve, CancellationToken ct)
    {
        if (!MayLeadToSeveral(configured))
            return [configured];
        var found = await resolve(configured.IdnHost, ct);
        if (found.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);

        // Where a replica has an address of either family it is one replica all the same.
        var families = found.ToLookup(address => address.AddressFamily);
        var family = families.Contains(AddressFamily.InterNetwork) ? families[AddressFamily.InterNetwork] : found;
        return
        [
            .. family
                .Select(address => address.ToString())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(host => new UriBuilder(configured) { Host = host }.Uri),
        ];
    }
}
