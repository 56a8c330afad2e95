using System.Net;

namespace Platform.Gateway.Forwarding;

/// <summary>The one pool of connections to the services.</summary>
public sealed class UpstreamClient : IDisposable
{
    public HttpMessageInvoker Invoker { get; } =
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                EnableMultipleHttp2Connections = true,
                // One span a hop is enough: PassOnCaller tells the service of the gateway's, and none is made in
                // between.
                ActivityHeadersPropagator = null,
                ConnectTimeout = TimeSpan.FromSeconds(2),
                // A replica that went without closing its connections is noticed in ten seconds, not by the kernel in
                // minutes.
                KeepAlivePingDelay = TimeSpan.FromSeconds(5),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            }
        );

    public void Dispose() => Invoker.Dispose();
}
