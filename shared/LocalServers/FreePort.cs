using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Platform.LocalServers;

/// <summary>
/// Ports on loopback, reserved for this process until it ends. Between choosing a port and listening on it lie seconds
/// in which another installation could choose the same: a locked file per port keeps installations of one user apart,
/// the kernel gives the locks back.
/// </summary>
public static class FreePort
{
    // Below the range that Linux takes outgoing connections' ports from (32768 and up): a port that is free now is not
    // taken by some client a moment later.
    private const int Lowest = 16_000;
    private const int Highest = 32_000;

    private static readonly ConcurrentDictionary<int, FileStream> Reserved = new();

    private static readonly Lazy<string> Reservations = new(() =>
        Directory.CreateDirectory(Path.Combine("/tmp", $"platform-ports-{Environment.UserName}")).FullName
    );

    /// <summary>A port that no program listens on and that no running installation has reserved.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (TryReserve(port))
                return port;
        }
        throw new LocalServerException($"No free port found between {Lowest} and {Highest} on 127.0.0.1.");
    }

    /// <summary>The preferred port or, when it is taken, the next free one above it.</summary>
    public static int FirstFrom(int preferred)
    {
        for (var port = preferred; port < preferred + 200; port++)
        {
            if (TryReserve(port))
                return port;
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

    private static bool TryReserve(int port)
    {
        if (Reserved.ContainsKey(port))
            return false;
        FileStream reservation;
        try
        {
            var file = Path.Combine(Reservations.Value, port.ToString(CultureInfo.InvariantCulture));
            reservation = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return false;
        }

        if (IsFree(port) && Reserved.TryAdd(port, reservation))
            return true;
        reservation.Dispose();
        return false;
    }
}
