using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Platform.Gateway.Tests;

/// <summary>A service as the gateway sees one: a real server with an HTTP/1.1 and an HTTP/2 address that remembers what
/// it was asked.</summary>
public sealed class UpstreamService(string name) : IAsyncDisposable
{
    private WebApplication? _app;

    public string Name { get; } = name;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int HttpPort { get; init; } = FreePort.Next();

    public int GrpcPort { get; init; } = FreePort.Next();

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    /// <summary>What it answers; JSON with its name unless a test says otherwise.</summary>
    public RequestDelegate Answer { get; set; } =
        context => context.Response.WriteAsJsonAsync(new { service = name, path = context.Request.Path.Value });

    /// <summary>What it says when it is asked whether it is ready.</summary>
    public RequestDelegate Ready { get; set; } = context => context.Response.WriteAsync("Healthy");

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(Address, HttpPort, options => options.Protocols = HttpProtocols.Http1);
            kestrel.Listen(Address, GrpcPort, options => options.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(context =>
        {
            if (context.Request.Path == "/health/ready")
                return Ready(context);
            Seen.Enqueue(
                new SeenRequest(
                    context.Request.Method,
                    context.Request.Path,
                    context.Request.Protocol,
                    context.Request.Headers.ToDictionary(
                        header => header.Key,
                        header => header.Value.ToString(),
                        StringComparer.OrdinalIgnoreCase
                    )
                )
            );
            return Answer(context);
        });
        await _app.StartAsync();
    }

    /// <summary>Stops as if killed: connections break, the port is closed.</summary>
    public async Task StopAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}

public sealed record SeenRequest(string Method, string Path, string Protocol, IDictionary<string, string> Headers);
