using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Platform.LocalServers;

public static class FreePort
{
    // Below the range that Linux takes outgoing connections' ports from (32768 and up): a port that is free now is not
    // taken by some client a moment later. Random, so that two instances that start at once rarely try the same.
    private const int Lowest = 15_000;
    private const int Highest = 32_000;

    /// <summary>Whoever was given a port may listen on it only seconds later.</summary>
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A loopback port that nobody listens on and that this process has given to nobody.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (IsFree(port) && Given.TryAdd(port, true)) return port;
        }
        throw new LocalServerException($"No free port found between {Lowest} and {Highest} on 127.0.0.1.");
    }

    /// <summary>The preferred port or, when it is taken, the next free one above it.</summary>
    public static int FirstFrom(int preferred)
    {
        for (var port = preferred; port < preferred + 200; port++)
        {
            if (IsFree(port) && Given.TryAdd(port, true)) return port;
        }
        return Next();
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
