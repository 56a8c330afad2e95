using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults;

public static class Endpoints
{
    /// <summary>
    /// <c>HTTP_PORT</c> speaks HTTP/1.1 (REST, health), <c>GRPC_PORT</c> HTTP/2 without TLS (gRPC, and REST from the
    /// gateway): on cleartext one port cannot offer both. Without them ASP.NET Core's own settings hold.
    /// <c>LISTEN_ADDRESS</c> is <c>localhost</c> unless set; in a container it is <c>any</c>.
    /// </summary>
    public static void ListenOnConfiguredPorts(this WebApplicationBuilder builder)
    {
        var http = builder.Configuration.GetValue<int?>("HTTP_PORT");
        var grpc = builder.Configuration.GetValue<int?>("GRPC_PORT");
        var everywhere = ListensEverywhere(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (http is { } httpPort)
                Listen(kestrel, httpPort, HttpProtocols.Http1, everywhere);
            if (grpc is { } grpcPort)
                Listen(kestrel, grpcPort, HttpProtocols.Http2, everywhere);
        });
    }

    /// <summary>Whether others than this machine's own programs can call: always so in what <c>aspire publish</c>
    /// writes.</summary>
    public static bool ListensEverywhere(IConfiguration configuration) =>
        string.Equals(configuration["LISTEN_ADDRESS"], "any", StringComparison.OrdinalIgnoreCase);

    private static void Listen(KestrelServerOptions kestrel, int port, HttpProtocols protocols, bool everywhere)
    {
        if (everywhere)
            kestrel.ListenAnyIP(port, options => options.Protocols = protocols);
        else
            kestrel.ListenLocalhost(port, options => options.Protocols = protocols);
    }
}
