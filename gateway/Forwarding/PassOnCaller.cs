using System.Diagnostics;
using System.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// The headers of a call as a service gets it. The internal token already stands in <c>Authorization</c>; what a caller
/// could use to pretend something to a service, and what is the gateway's own affair, is left out.
/// </summary>
public sealed class PassOnCaller : HttpTransformer
{
    private static readonly string[] NotPassedOn =
    [
        "X-Api-Key",
        "Cookie",
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Prefix",
        "X-Original-For",
        "X-Original-Proto",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method-Override",
    ];

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken
    )
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        foreach (var header in NotPassedOn)
            if (httpContext.Request.Headers.ContainsKey(header))
                proxyRequest.Headers.Remove(header);
        proxyRequest.Headers.Host = null;
        PassOnTrace(proxyRequest.Headers);
    }

    /// <summary>The service's span becomes a child of the gateway's, whatever the caller's headers said.</summary>
    private static void PassOnTrace(HttpRequestHeaders headers)
    {
        headers.Remove("traceparent");
        headers.Remove("tracestate");
        if (Activity.Current is not { Id: { } id } span)
            return;

        headers.TryAddWithoutValidation("traceparent", id);
        if (span.TraceStateString is { } state)
            headers.TryAddWithoutValidation("tracestate", state);
    }
}
