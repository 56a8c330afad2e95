using System.Net;
using System.Net.Sockets;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Connects to public addresses only, unless the operator allows others. It looks at the address that is really
/// connected to, after the name was resolved, so that a name that changes its mind fools nobody.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        // Also what carries an IPv4 address inside: compatible, translated, 6to4, Teredo.
        IPNetwork.Parse("::/96"),
        IPNetwork.Parse("64:ff9b::/96"),
        IPNetwork.Parse("64:ff9b:1::/48"),
        IPNetwork.Parse("100::/64"),
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
        IPNetwork.Parse("5f00::/16"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
        IPNetwork.Parse("ff00::/8"),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(NotPublic, network => network.Contains(plain));
    }

    /// <param name="allowPrivate">The operator's word.</param>
    /// <param name="resolve">The addresses of a name; DNS unless a test says otherwise.</param>
    /// <param name="connect">Connects to one of the addresses that passed, and to nothing else.</param>
    public static SocketsHttpHandler Handler(
        bool allowPrivate,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null,
        Func<IPAddress[], int, CancellationToken, Task<System.IO.Stream>>? connect = null
    ) =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            // A redirect could lead anywhere; the receiver has to name its real address.
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, ct) =>
            {
                // Once: asked again for the connection, a name could answer otherwise.
                var host = context.DnsEndPoint.Host;
                var addresses = IPAddress.TryParse(host, out var literal)
                    ? [literal]
                    : await (resolve ?? Dns.GetHostAddressesAsync)(host, ct);
                var allowed = addresses.Where(address => allowPrivate || IsPublic(address)).ToArray();
                if (allowed.Length == 0)
                    throw new HttpRequestException(
                        $"{host} is not a public address; nothing is sent to loopback or private networks."
                    );
                return await (connect ?? ConnectAsync)(allowed, context.DnsEndPoint.Port, ct);
            },
        };

    private static async Task<System.IO.Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
