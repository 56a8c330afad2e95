using Microsoft.AspNetCore.Http.Features;
using Platform.Gateway.Forwarding;
using Platform.Gateway.Identity;
using Platform.Gateway.Limits;
using Platform.Gateway.Protection;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway;

/// <summary>
/// Every call from outside takes these steps in this order: is it published, who calls, may they, is their limit left,
/// how large may the body be, is there room (asked last: who is refused anyway takes nobody's place); then it goes to
/// its service, or on to the gateway's own endpoints. It stands before ASP.NET Core's routing because most calls need
/// none of it.
/// </summary>
public sealed class PublicSurface(
    RequestDelegate next,
    Admission admission,
    IdentifyCaller identify,
    CallerLimits limits,
    ForwardRequests forward,
    InternalToken internalTokens,
    TimeProvider clock
)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsGrpc())
            return InvokeGrpcAsync(context);

        SecurityHeaders.Add(context.Response.Headers);
        var path = context.Request.Path.Value!;
        if (RouteFinder.Find(path) is { } route)
            return InvokeRestAsync(context, route);
        return OwnPages.Contains(path)
            ? next(context)
            : ProblemDetailsWriter.WriteAsync(context, GatewayProblems.NotPublished(path));
    }

    private async Task InvokeRestAsync(HttpContext context, PublicRoute route)
    {
        if (route.IsLink)
            SecurityHeaders.AllowPage(context.Response.Headers);
        var (caller, refused) = await AdmitAsync(context, route);
        if (refused is null && !admission.TryEnter(route))
            refused = GatewayProblems.Overloaded();
        if (refused is not null)
        {
            await RefuseAsync(context, route, refused);
            return;
        }

        try
        {
            Vouch(context, caller);
            if (route.Service == ServiceNames.Self)
            {
                // Streams look again at their caller while they last.
                context.Features.Set(caller);
                await next(context);
            }
            else
            {
                await forward.ForwardAsync(context, route);
            }
        }
        finally
        {
            admission.Leave(route);
        }
    }

    /// <summary>Who follows a link sees a page, not a problem for programs.</summary>
    private static Task RefuseAsync(HttpContext context, PublicRoute route, Problem refused) =>
        route.IsLink && RefusalPage.IsWanted(context.Request)
            ? RefusalPage.WriteAsync(context, refused)
            : ProblemDetailsWriter.WriteAsync(context, refused);

    private async Task InvokeGrpcAsync(HttpContext context)
    {
        if (RouteFinder.FindGrpc(context.Request.Path.Value!) is not { } service)
        {
            await ProblemDetailsWriter.WriteAsync(context, GatewayProblems.NoSuchMethod(context.Request.Path.Value!));
            return;
        }

        var (caller, refused) = await AdmitAsync(context, GrpcRoute);
        if (refused is not null)
        {
            await ProblemDetailsWriter.WriteAsync(context, refused);
            return;
        }

        Vouch(context, caller);
        await forward.ForwardGrpcAsync(context, service);
    }

    /// <summary>Known, allowed and within the limit; what a stream sends afterwards its service bounds.</summary>
    private async ValueTask<(KnownCaller? Caller, Problem? Refused)> AdmitAsync(HttpContext context, PublicRoute route)
    {
        KnownCaller? caller = null;
        if (!route.Anonymous)
        {
            (caller, var refused) = await identify.IdentifyAsync(context.Request.Headers);
            if (caller is null)
                return (null, refused);
            if (Access.Refuses(caller.Caller, route, context.Request.Method) is { } forbidden)
                return (null, forbidden);
        }

        // By address also for links: whoever tries many secrets comes from few addresses.
        var name = caller?.Caller.Id ?? $"address:{context.Connection.RemoteIpAddress}";
        var bucket = limits.For(name, route.Budget, caller?.RequestsPerSecond);
        var answer = await bucket.TakeAsync(context.RequestAborted);
        RateLimitHeaders.Add(context.Response.Headers, route.Budget, bucket.Size, answer);
        if (answer.Granted == 0)
            return (null, GatewayProblems.TooMany(Math.Max(1, (int)Math.Ceiling(answer.Wait.TotalSeconds))));

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = route.BodyLimit;
        if (context.Request.ContentLength > route.BodyLimit)
            return (null, GatewayProblems.BodyTooLarge());
        return (route.IsLink ? LinkCaller.Of(route, context.Request.Path.Value!) : caller, null);
    }

    /// <summary>From here on the call carries our word for who it is, and nothing that the caller said about
    /// it.</summary>
    private void Vouch(HttpContext context, KnownCaller? caller)
    {
        var headers = context.Request.Headers;
        headers.Remove(IdentifyCaller.KeyHeader);
        if (caller is null)
            headers.Remove("Authorization");
        else
            headers.Authorization = caller.AuthorizationFrom(internalTokens, clock.GetUtcNow());
    }

    /// <summary>gRPC has one line for all: the services know their methods' scopes, and streams have no
    /// length.</summary>
    private static readonly PublicRoute GrpcRoute = new("/{}/{}", ServiceNames.Self, null, null)
    {
        BodyLimit = long.MaxValue,
        Timeout = null,
    };
}
