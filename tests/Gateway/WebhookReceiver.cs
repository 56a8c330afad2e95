using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Platform.Gateway.Tests;

/// <summary>A partner's server that receives webhooks and checks their signatures by the standard's text, not by our
/// code.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int _port = FreePort.Next();

    public WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.MapPost("/hooks", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var delivery = new Delivery(
                context.Request.Headers["webhook-id"]!,
                context.Request.Headers["webhook-timestamp"]!,
                context.Request.Headers["webhook-signature"]!,
                await reader.ReadToEndAsync()
            );
            All.Enqueue(delivery);
            context.Response.StatusCode = Answer(delivery);
        });
    }

    public sealed record Delivery(string Id, string Timestamp, string Signatures, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public bool IsSignedWith(string secret)
        {
            var key = Convert.FromBase64String(secret["whsec_".Length..]);
            var expected = Convert.ToBase64String(
                HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"))
            );
            return Signatures.Split(' ').Contains($"v1,{expected}")
                && long.Parse(Timestamp, CultureInfo.InvariantCulture) > 0;
        }
    }

    public ConcurrentQueue<Delivery> All { get; } = new();

    /// <summary>The status it answers with.</summary>
    public Func<Delivery, int> Answer { get; set; } = _ => 204;

    public string Url => $"http://127.0.0.1:{_port}/hooks";

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
