using System.Security.Claims;
using System.Threading.RateLimiting;
using Platform.Gateway.Identity;
using Platform.Gateway.Keys;
using Platform.Gateway.Limits;
using Platform.Gateway.Routing;

namespace Platform.Gateway;

/// <summary>
/// The short way of reads and of usage events, where every question is answered already: the credential was checked
/// before and still holds, the route is for the caller, the body is not too large, a token of the limit is at hand and
/// there is room. Everything else, and every refusal, goes the long way through ASP.NET Core's middleware, which asks
/// the same classes. The figures of both ways are in shared/docs/decisions/11-the-gateways-pipeline.md.
/// </summary>
internal sealed class AdmitKnownCaller(
    RequestDelegate next,
    AcceptedTokens tokens,
    ApiKeyDirectory keys,
    CallLimiter limiter
)
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public Task InvokeAsync(HttpContext context)
    {
        if (
            context.GetEndpoint() is not { RequestDelegate: { } handle } endpoint
            || endpoint.Metadata.GetMetadata<AccessRequirement>() is not { } access
            || !IsHot(context.Request, access.Route)
            || Find(context.Request.Headers) is not { } caller
            || access.Refuse(caller.Caller, context.Request.Method) is not null
        )
            return next(context);

        context.User = caller;
        var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
            return HandleAsync(context, handle, lease);

        lease.Dispose();
        context.User = Nobody;
        return next(context);
    }

    private static bool IsHot(HttpRequest request, PublicRoute route) =>
        (
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || route.RateLimit == RateLimitPolicy.Ingest
        ) && !(request.ContentLength > route.BodyLimit);

    private AuthenticatedCaller? Find(IHeaderDictionary headers)
    {
        if (CallerSchemes.HasSeveral(headers))
            return null;
        if (headers.TryGetValue(CallerSchemes.ApiKeyHeader, out var key))
            return keys.FindKnown(key.ToString());
        if (!CallerSchemes.TryGetBearer(headers, out var bearer))
            return null;
        return bearer.StartsWith(CallerSchemes.ApiKeyMarker, StringComparison.Ordinal)
            ? keys.FindKnown(bearer.ToString())
            : tokens.FindGood(bearer);
    }

    private static async Task HandleAsync(HttpContext context, RequestDelegate handle, RateLimitLease lease)
    {
        using (lease)
            await handle(context);
    }
}
