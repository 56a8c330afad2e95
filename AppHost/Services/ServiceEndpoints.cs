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
        var (http, grpc) = (Port(preferredHttp, 8080), Port(preferredGrpc, 8081));
        return service
            .WithHttpEndpoint(
                isPublishing ? preferredHttp : http,
                http,
                name: "http",
                env: "HTTP_PORT",
                isProxied: isPublishing
            )
            .WithHttpEndpoint(
                isPublishing ? preferredGrpc : grpc,
                grpc,
                name: "grpc",
                env: "GRPC_PORT",
                isProxied: isPublishing
            )
            .WithEndpoint("grpc", endpoint => endpoint.Transport = "http2");

        int Port(int? preferred, int inContainer) =>
            isPublishing ? inContainer
            : preferred is { } port ? FreePort.FirstFrom(port)
            : FreePort.Next();
    }
}
