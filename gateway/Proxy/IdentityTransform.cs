using System.Diagnostics;
using System.Net.Http.Headers;
using Platform.Gateway.Identity;
using Platform.ServiceKit.Auth;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Platform.Gateway.Proxy;

/// <summary>
/// The headers of a call as a service gets it: the internal token in <c>Authorization</c>, and nothing that a caller
/// could use to pretend something to a service, or that is the gateway's own affair.
/// </summary>
public sealed class IdentityTransform(InternalToken tokens, TimeProvider clock) : ITransformProvider
{
    private static readonly string[] NotPassedOn =
    [
        "Authorization",
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

    public void Apply(TransformBuilderContext context)
    {
        context.UseDefaultForwarders = false;
        context.AddRequestTransform(TransformAsync);
    }

    public void ValidateRoute(TransformRouteValidationContext context) { }

    public void ValidateCluster(TransformClusterValidationContext context) { }

    private ValueTask TransformAsync(RequestTransformContext context)
    {
        var (received, sent) = (context.HttpContext.Request.Headers, context.ProxyRequest.Headers);
        foreach (var header in NotPassedOn)
            if (received.ContainsKey(header))
                sent.Remove(header);
        if (context.HttpContext.User is AuthenticatedCaller caller)
            sent.TryAddWithoutValidation("Authorization", caller.AuthorizationFrom(tokens, clock.GetUtcNow()));
        PassOnTrace(sent);
        return ValueTask.CompletedTask;
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
