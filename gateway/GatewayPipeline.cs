using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Platform.Gateway.Identity;
using Platform.Gateway.Overview;
using Platform.Gateway.Protection;
using Platform.Gateway.Proxy;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Http;

namespace Platform.Gateway;

/// <summary>
/// What every call from outside passes: is it published, who calls, may they, is their limit left and room, how large
/// is the body. YARP takes it to its service; the gateway's own endpoints are behind, in the kit's pipeline, which has
/// a routing of its own: what goes to a service never enters it.
/// </summary>
public static class GatewayPipeline
{
    /// <summary>What the gateway shows to anyone: its health, the API's document and its page.</summary>
    private static readonly string[] OwnPages = ["/health/", "/docs", "/openapi/v1.json", "/openapi/who-may-call.md"];

    public static void UseGateway(this WebApplication app)
    {
        var forwarded = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        if (forwarded.ForwardedHeaders != ForwardedHeaders.None)
            app.UseForwardedHeaders();
        app.UseCors();
        app.Use(next => Build(app.Services, next));
        app.UseMiddleware<AnswerKnownOverview>();
    }

    private static RequestDelegate Build(IServiceProvider services, RequestDelegate ownEndpoints)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting();
        pipeline.UseMiddleware<SecurityHeadersMiddleware>();
        pipeline.UseMiddleware<AdmitKnownCaller>();
        pipeline.UseAuthentication();
        pipeline.UseAuthorization();
        // Before the limits: who waits takes no room.
        pipeline.UseMiddleware<PauseWritesMiddleware>();
        pipeline.UseRateLimiter();
        pipeline.UseMiddleware<BodyLimitMiddleware>();
        pipeline.UseEndpoints(endpoints =>
        {
            MapOwnLines(endpoints, ownEndpoints);
            endpoints
                .MapReverseProxy(proxy =>
                {
                    proxy.UseMiddleware<RetryMiddleware>();
                    proxy.UseLoadBalancing();
                    proxy.UsePassiveHealthChecks();
                })
                .ConfigureEndpoints((endpoint, route) => Protect(endpoint, ProxyRoutes.TableLineOf(route)));
        });
        pipeline.Run(context => AnswerUnpublishedAsync(context, ownEndpoints));
        return pipeline.Build();
    }

    private static void MapOwnLines(IEndpointRouteBuilder endpoints, RequestDelegate ownEndpoints)
    {
        foreach (var (line, route) in RouteTable.Rest.Index())
        {
            if (route.Service != ServiceNames.Self)
                continue;
            var endpoint = endpoints
                .Map(route.Template, context =>
                {
                    // They have a routing of their own.
                    context.SetEndpoint(null);
                    return ownEndpoints(context);
                })
                .WithOrder(line + 1)
                .WithMetadata(new RequestSizeLimit(route.BodyLimit));
            Protect(endpoint, route);
        }
    }

    private static void Protect(IEndpointConventionBuilder endpoint, PublicRoute route)
    {
        endpoint.WithMetadata(route);
        if (route.Anonymous)
            return;
        var access = new AccessRequirement(route);
        endpoint.WithMetadata(access);
        endpoint.RequireAuthorization(new AuthorizationPolicyBuilder().AddRequirements(access).Build());
    }

    private static Task AnswerUnpublishedAsync(HttpContext context, RequestDelegate ownEndpoints)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.IsGrpc())
            return ProblemDetailsWriter.WriteAsync(context, GatewayProblems.NoSuchMethod(path));
        return path == "/" || Array.Exists(OwnPages, page => path.StartsWith(page, StringComparison.Ordinal))
            ? ownEndpoints(context)
            : ProblemDetailsWriter.WriteAsync(context, GatewayProblems.NotPublished(path));
    }
}
