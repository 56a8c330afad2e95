using System.IO.Compression;
using System.Text.Json;
using Grpc.Core;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

/// <summary>Our server, called by grpc-js.</summary>
public class NodeClientTests
{
    [Fact]
    public async Task Unary_call()
    {
        await using var host = await EchoHost.StartAsync();

        var result = await CallAsync(host, "unary");

        Text(result).ShouldBe("grüß");
        Code(result).ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Server_stream()
    {
        await using var host = await EchoHost.StartAsync();

        Texts(await CallAsync(host, "serverStream")).Count.ShouldBe(500);
    }

    [Fact]
    public async Task Client_stream()
    {
        await using var host = await EchoHost.StartAsync();

        Text(await CallAsync(host, "clientStream")).ShouldBe("one two three");
    }

    [Fact]
    public async Task Duplex_stream()
    {
        await using var host = await EchoHost.StartAsync();

        Texts(await CallAsync(host, "duplex")).ShouldBe(["ping", "pong"]);
    }

    [Fact]
    public async Task Deadline_is_seen_by_the_server()
    {
        await using var host = await EchoHost.StartAsync();

        var result = await CallAsync(host, "deadlineSeen");

        var seen = DateTimeOffset.FromUnixTimeSeconds(result.GetProperty("response").GetProperty("deadline").GetProperty("seconds").GetInt64());
        seen.ShouldBe(DateTimeOffset.UtcNow.AddHours(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Deadline_that_passes_ends_the_call_on_both_sides()
    {
        await using var host = await EchoHost.StartAsync();

        Code(await CallAsync(host, "deadlinePassed")).ShouldBe(StatusCode.DeadlineExceeded);
        (await host.Calls.NextEndedAsync()).ShouldBe("/platform.test.v1.EchoService/Say");
    }

    [Fact]
    public async Task Call_that_is_cancelled_ends_on_both_sides()
    {
        await using var host = await EchoHost.StartAsync();

        Code(await CallAsync(host, "cancel")).ShouldBe(StatusCode.Cancelled);
        (await host.Calls.NextEndedAsync()).ShouldBe("/platform.test.v1.EchoService/Repeat");
    }

    [Fact]
    public async Task Error_status_with_its_trailers()
    {
        await using var host = await EchoHost.StartAsync();

        var result = await CallAsync(host, "error");

        Code(result).ShouldBe(StatusCode.FailedPrecondition);
        result.GetProperty("details").GetString().ShouldBe("asked for: ümlaut");
        result.GetProperty("why")[0].GetString().ShouldBe("asked");
        result.GetProperty("whyBytes")[0].GetBytesFromBase64().ShouldBe([0, 255]);
    }

    [Fact]
    public async Task Error_in_a_stream_after_its_messages()
    {
        await using var host = await EchoHost.StartAsync();

        var result = await CallAsync(host, "streamError");

        Texts(result).Count.ShouldBe(3);
        Code(result).ShouldBe(StatusCode.Aborted);
    }

    [Fact]
    public async Task Rich_error_details()
    {
        await using var host = await EchoHost.StartAsync(options => options.Interceptors.Add<Refusing>());

        var result = await CallAsync(host, "error");

        Google.Rpc.Status.Parser.ParseFrom(result.GetProperty("richDetails")[0].GetBytesFromBase64()).ShouldBe(Refusing.Details);
    }

    [Fact]
    public async Task Text_and_binary_metadata_in_headers_and_trailers()
    {
        await using var host = await EchoHost.StartAsync();

        var result = await CallAsync(host, "metadata");

        foreach (var received in new[] { result.GetProperty("headers"), result.GetProperty("trailers") })
        {
            received.GetProperty("echo-text")[0].GetString().ShouldBe("a b");
            received.GetProperty("echo-data-bin")[0].GetProperty("data").EnumerateArray().Select(value => value.GetInt32()).ShouldBe(Enumerable.Range(0, 256));
        }
    }

    [Fact]
    public async Task Gzip_both_ways()
    {
        await using var host = await EchoHost.StartAsync(options =>
        {
            options.ResponseCompressionAlgorithm = "gzip";
            options.ResponseCompressionLevel = CompressionLevel.Optimal;
        });

        var result = await CallAsync(host, "gzip");

        Text(result).ShouldBe(new string('a', 10_000));
        result.GetProperty("response").GetProperty("request_encoding").GetString().ShouldBe("gzip");
    }

    [Fact]
    public async Task Message_that_is_too_large_is_resource_exhausted()
    {
        await using var host = await EchoHost.StartAsync();

        Code(await CallAsync(host, "tooLarge")).ShouldBe(StatusCode.ResourceExhausted);
    }

    private static async Task<JsonElement> CallAsync(EchoHost host, string scenario)
    {
        using var client = await NodeProcess.StartAsync("client.mjs", new Uri(host.Address).Authority, scenario);
        return JsonDocument.Parse(await client.NextLineAsync()).RootElement;
    }

    private static StatusCode Code(JsonElement result) => (StatusCode)result.GetProperty("code").GetInt32();

    private static string? Text(JsonElement result) => result.GetProperty("response").GetProperty("text").GetString();

    private static List<string?> Texts(JsonElement result) => [.. result.GetProperty("texts").EnumerateArray().Select(text => text.GetString())];
}
