using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Platform.Gateway.Routing;
using Platform.LocalServers;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>The whole gateway on its two ports, in front of one upstream per service and two replicas of
/// scoring.</summary>
public class GatewayUnderTest : ServiceUnderTest<Program>, IAsyncLifetime
{
    private readonly int _httpPort = FreePort.Next();
    private readonly int _grpcPort = FreePort.Next();

    public GatewayUnderTest()
        : base("gateway")
    {
        foreach (var service in ServiceNames.Upstream)
            Upstreams[service] = new UpstreamService(service);
        SecondScoring = new UpstreamService(ServiceNames.HealthScoring);
    }

    public Dictionary<string, UpstreamService> Upstreams { get; } = new(StringComparer.Ordinal);

    public UpstreamService SecondScoring { get; }

    public Uri Address => new($"http://localhost:{_httpPort}");

    public Uri GrpcAddress => new($"http://localhost:{_grpcPort}");

    public override async ValueTask InitializeAsync()
    {
        foreach (var upstream in Upstreams.Values.Append(SecondScoring))
            await upstream.StartAsync();
        UseKestrel();
        await base.InitializeAsync();
    }

    /// <summary>A client that has shown nothing of who it is.</summary>
    public HttpClient Anonymous() =>
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A person with a token of the development issuer.</summary>
    public async Task<HttpClient> PersonAsync(string role, string user = "maria")
    {
        var client = Anonymous();
        var issued = await client.PostAsJsonAsync("/v1/tokens", new { user, role });
        var token = (await issued.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A partner's new key, whole as the issuing answer shows it.</summary>
    public async Task<(Guid Id, string Secret)> KeyAsync(params string[] scopes)
    {
        using var ops = await PersonAsync(Roles.Ops);
        var answer = await ops.PostAsJsonAsync("/v1/api-keys", new { name = "a partner", scopes });
        var issued = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        answer.IsSuccessStatusCode.ShouldBeTrue(issued.ToJsonString());
        return (issued["id"]!.GetValue<Guid>(), issued["secret"]!.GetValue<string>());
    }

    public async Task<HttpClient> PartnerAsync(params string[] scopes)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", (await KeyAsync(scopes)).Secret);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        // The only one that has tokens for development.
        builder.UseEnvironment(Environments.Development);
    }

    protected override HttpClient ConnectToStarted()
    {
        CreateClient().Dispose();
        return Anonymous();
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        yield return new("HTTP_PORT", $"{_httpPort}");
        yield return new("GRPC_PORT", $"{_grpcPort}");
        yield return new("DevelopmentTokens:Enabled", "true");
        // Out of the way of tests about other things; what limits do has tests with limits of their own.
        foreach (var budget in new[] { "anonymous", "calls" })
        {
            yield return new($"Limits:{budget}:PerSecond", "100000");
            yield return new($"Limits:{budget}:Burst", "100000");
        }

        foreach (var (name, upstream) in Upstreams)
        {
            yield return new($"services:{name}:http:0", $"http://127.0.0.1:{upstream.HttpPort}");
            yield return new($"services:{name}:grpc:0", $"http://127.0.0.1:{upstream.GrpcPort}");
        }

        yield return new("services:health-scoring:http:1", $"http://127.0.0.1:{SecondScoring.HttpPort}");
        yield return new("services:health-scoring:grpc:1", $"http://127.0.0.1:{SecondScoring.GrpcPort}");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var upstream in Upstreams.Values.Append(SecondScoring))
            await upstream.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
