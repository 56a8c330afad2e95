using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What Aspire offers on any resource, as far as AppHost uses it.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>An address of the resource; its port reaches the process in the variable <paramref name="env"/>.</summary>
    /// <exception cref="DistributedApplicationException">There is an endpoint of that name already.</exception>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, "http", transport: null, name, port, targetPort, isExternal: false, isProxied) { PortVariable = env };
        if (builder.Resource.Find(endpoint.Name) is not null)
            throw new DistributedApplicationException($"Endpoint with name '{endpoint.Name}' already exists. Endpoint name may not have been explicitly specified and was derived automatically from scheme argument. Multiple calls to WithHttpEndpoint may result in a conflict if a value for name is not specified.");
        return builder.WithAnnotation(endpoint);
    }

    /// <summary>Changes an endpoint.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.Find(endpointName);
        if (endpoint is null)
        {
            if (!createIfNotExists) return builder;
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            builder.WithAnnotation(endpoint);
        }
        callback(endpoint);
        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>Marks the addresses that callers from outside use; <c>./platform status</c> shows them.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>()) endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Healthy means that a GET of this path has this status (200 unless given).</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new HttpHealthAnnotation(path ?? "/", statusCode ?? 200, endpointName));

    private static EndpointAnnotation? Find(this IResourceWithEndpoints resource, string name) =>
        resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
}
