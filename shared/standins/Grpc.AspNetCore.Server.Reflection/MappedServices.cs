using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>Finds the descriptors of the gRPC services that the application maps.</summary>
internal static class MappedServices
{
    /// <summary>Services that were not generated from a proto file have no descriptor and are left out.</summary>
    public static IReadOnlyCollection<ServiceDescriptor> Find(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(DescriptorOf)
            .OfType<ServiceDescriptor>()];

    private static ServiceDescriptor? DescriptorOf(Type service)
    {
        // Generated code marks the service's base class with the static class that also carries the descriptor.
        var generated = service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType;
        return generated?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
    }
}
