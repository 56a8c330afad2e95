using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Platform.Gateway.Protection;

/// <summary>What the server refuses before a line of ours runs: large headers, slow senders, too many
/// connections.</summary>
internal static class KestrelLimits
{
    public static void Set(KestrelServerOptions kestrel)
    {
        var limits = kestrel.Limits;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MaxConcurrentConnections = 20_000;
        // A route may allow more; what allows nothing gets a megabyte.
        limits.MaxRequestBodySize = 1 << 20;
        limits.Http2.MaxStreamsPerConnection = 200;
        limits.Http2.InitialConnectionWindowSize = 1 << 20;
        limits.Http2.InitialStreamWindowSize = 768 * 1024;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
    }

    /// <summary>What is written and not sent yet, per connection: of five thousand streams that lag for a moment the
    /// usual 64 KB are 320 MB. More waits where it comes from.</summary>
    public static void Set(SocketTransportOptions sockets) => sockets.MaxWriteBufferSize = 16 * 1024;
}
