using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceKit.Http;

namespace Platform.ServiceKit.Grpc;

/// <summary>How every service speaks gRPC.</summary>
public static class GrpcExtensions
{
    /// <summary>gRPC with problems as statuses, reflection and health.</summary>
    public static void AddGrpcConventions(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<ServerProblems>();
            // gRPC's own answer for unknown methods is a route of two segments, which hides 405 and 415 of every path
            // that has two.
            options.IgnoreUnknownServices = true;
        });
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks();
    }

    /// <summary>After routing: calls that are no message, and methods that do not exist.</summary>
    public static void UseGrpcConventions(this WebApplication app)
    {
        app.Use(next => context => UnreadableCalls.InvokeAsync(context, next));
        app.Use(next =>
            context =>
                context.GetEndpoint() is null && context.Request.IsGrpc()
                    ? GrpcProblems.WriteTrailersOnlyAsync(context, NoSuchMethod(context.Request.Path))
                    : next(context)
        );
    }

    /// <summary>Reflection and health, open to all who reach the port.</summary>
    public static void MapGrpcConventions(this WebApplication app)
    {
        app.MapGrpcReflectionService().AllowAnonymous();
        app.MapGrpcHealthChecksService().AllowAnonymous();
    }

    private static Problem NoSuchMethod(PathString path) =>
        new(
            "not-found",
            StatusCodes.Status501NotImplemented,
            "There is no such method.",
            $"Nothing is at {path}; shared/Protos has every service."
        );
}
