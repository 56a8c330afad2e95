using Grpc.AspNetCore.Server.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

public static class GrpcReflectionEndpointRouteBuilderExtensions
{
    /// <summary>Serves server reflection, v1 and v1alpha, for every gRPC service of the application.</summary>
    /// <exception cref="InvalidOperationException"><c>AddGrpcReflection</c> was not called.</exception>
    public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<ReflectionAnswers>() is null)
            throw new InvalidOperationException("Call AddGrpcReflection on the service collection before MapGrpcReflectionService.");

        return new BothVersions(endpoints.MapGrpcService<ReflectionV1Service>(), endpoints.MapGrpcService<ReflectionV1AlphaService>());
    }

    /// <summary>What is said of the service, such as its authorization, holds for both versions.</summary>
    private sealed class BothVersions(params IEndpointConventionBuilder[] versions) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
            foreach (var version in versions) version.Add(convention);
        }

        public void Finally(Action<EndpointBuilder> finallyConvention)
        {
            foreach (var version in versions) version.Finally(finallyConvention);
        }
    }
}
