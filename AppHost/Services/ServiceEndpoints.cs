using Platform.LocalServers;

namespace Platform.AppHost.Services;

internal static class ServiceEndpoints
{
    /// <summary>
    /// One port for HTTP/1.1 and one for HTTP/2 (gRPC), since cleartext cannot negotiate. No proxy stands before them
    /// here: it costs a tenth of the gateway's throughput. Ports are reserved for this installation; a preferred one
    /// that is taken gives way to the next.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> WithPorts(
        this IResourceBuilder<ProjectResource> service,
        int? preferredHttp,
        int? preferredGrpc
    )
    {
        var isPublishing = service.ApplicationBuilder.ExecutionContext.IsPublishMode;
        var grpc = PortOf(service, preferredGrpc, 8081);
        return service
            .WithHttpPort(preferredHttp, 8080)
            .WithHttpEndpoint(
                isPublishing ? preferredGrpc : grpc,
                grpc,
                name: "grpc",
                env: "GRPC_PORT",
                isProxied: isPublishing
            )
            .WithEndpoint("grpc", endpoint => endpoint.Transport = "http2");
    }

    /// <summary>The port for HTTP/1.1 alone, of what offers no gRPC.</summary>
    internal static IResourceBuilder<ProjectResource> WithHttpPort(
        this IResourceBuilder<ProjectResource> service,
        int? preferred,
        int inContainer
    )
    {
        var isPublishing = service.ApplicationBuilder.ExecutionContext.IsPublishMode;
        var http = PortOf(service, preferred, inContainer);
        return service.WithHttpEndpoint(
            isPublishing ? preferred : http,
            http,
            name: "http",
            env: "HTTP_PORT",
            isProxied: isPublishing
        );
    }

    private static int PortOf(IResourceBuilder<ProjectResource> service, int? preferred, int inContainer) =>
        service.ApplicationBuilder.ExecutionContext.IsPublishMode ? inContainer
        : preferred is { } port ? FreePort.FirstFrom(port)
        : FreePort.Next();
}
