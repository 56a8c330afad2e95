using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.GrpcStandins.Echo;

namespace Platform.GrpcStandins;

/// <summary>A server of its own for a test: Kestrel on a free port of 127.0.0.1, HTTP/2 without TLS unless the test asks for it.</summary>
internal sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private EchoHost(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public EchoService.EchoServiceClient Client => field ??= new(Channel());

    public EndedCalls Calls => _app.Services.GetRequiredService<EndedCalls>();

    public static async Task<EchoHost> StartAsync(
        Action<GrpcServiceOptions>? grpc = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            listen?.Invoke(endpoint);
        }));
        builder.Services.AddGrpc(options => grpc?.Invoke(options));
        builder.Services.AddSingleton<EndedCalls>();
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapGrpcService<EchoServer>();
        map?.Invoke(app);
        await app.StartAsync();
        return new EchoHost(app);
    }

    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _channels.Add(channel);
        return channel;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await _app.DisposeAsync();
    }
}
