using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// The headers of a call as a service gets it. The internal token already stands in <c>Authorization</c>; what a caller could
/// use to pretend something to a service, and what is the gateway's own affair, is left out.
/// </summary>
public sealed class PassOnCaller : HttpTransformer
{
    private static readonly string[] NotPassedOn = ["X-Api-Key", "Cookie", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"];

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        foreach (var header in NotPassedOn) proxyRequest.Headers.Remove(header);
        proxyRequest.Headers.Host = null;
    }
}
