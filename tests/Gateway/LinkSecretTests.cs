using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Platform.Gateway.Routing;
using Platform.ServiceDefaults;

namespace Platform.Gateway.Tests;

/// <summary>What a link lets a customer do, nobody must be able to do who reads traces.</summary>
[Collection(nameof(ExportingTelemetry))]
public sealed class LinkSecretTests
{
    private const string Secret = "s3cr3t-of-the-link-that-nobody-else-may-know";

    /// <summary>The exporter reads its address from the environment of the whole process.</summary>
    [CollectionDefinition(nameof(ExportingTelemetry), DisableParallelization = true)]
    public sealed class ExportingTelemetry;

    [Fact]
    public async Task Traces_tell_of_a_links_call_without_its_secret()
    {
        var exported = new ConcurrentQueue<byte[]>();
        await using var collector = new UpstreamService("collector");
        collector.Answer = async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            exported.Enqueue(body.ToArray());
        };
        await collector.StartAsync();
        string[] variables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL"];
        Environment.SetEnvironmentVariable(variables[0], $"http://127.0.0.1:{collector.HttpPort}");
        Environment.SetEnvironmentVariable(variables[1], "http/protobuf");
        try
        {
            // What is still unsent goes out when it stops.
            await using var gateway = new GatewayUnderTest();
            await gateway.InitializeAsync();
            using var visitor = gateway.Anonymous();
            // A call out belongs to a request: by itself it begins no trace.
            using var source = new ActivitySource("Platform.gateway");
            using var request = source.StartActivity("a page that leads there", ActivityKind.Server);
            request.ShouldNotBeNull();
            foreach (var path in LinkPathsOf(Secret))
                (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
        }
        finally
        {
            foreach (var variable in variables)
                Environment.SetEnvironmentVariable(variable, null);
        }

        var told = string.Concat(exported.Select(Encoding.Latin1.GetString));
        // Both the call that came in and the one that went on to the service.
        told.ShouldContain($"/v1/answers/{SecretPathRedactor.Redacted}");
        told.ShouldContain("url.full");
        told.ShouldNotContain(Secret);
    }

    [Fact]
    public void Every_path_that_a_link_leads_to_is_redacted_and_no_other()
    {
        foreach (var path in LinkPathsOf(Secret))
        {
            SecretPathRedactor.Redact(path).ShouldNotContain(Secret, Case.Sensitive, path);
            SecretPathRedactor.Redact($"http://10.0.0.1:8080{path}?a=b").ShouldNotContain(Secret, Case.Sensitive, path);
        }

        foreach (var route in RouteTable.Rest.Where(route => !route.IsLink))
            SecretPathRedactor.Redact(PathOf(route, Secret)).ShouldBe(PathOf(route, Secret));
        SecretPathRedactor
            .Redact("/shared/plans/abc/events?x=/answer/")
            .ShouldBe("/shared/plans/REDACTED/events?x=/answer/");
    }

    private static List<string> LinkPathsOf(string secret) =>
        [.. RouteTable.Rest.Where(route => route.IsLink).Select(route => PathOf(route, secret))];

    private static string PathOf(PublicRoute route, string secret) =>
        route.Pattern.Replace("{}", secret, StringComparison.Ordinal).Replace("/**", "/part", StringComparison.Ordinal);
}
