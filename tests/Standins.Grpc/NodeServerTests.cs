using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

/// <summary>A grpc-js server, called by our client.</summary>
public sealed class NodeServerTests : IAsyncLifetime
{
    private NodeProcess _server = null!;
    private GrpcChannel _channel = null!;
    private EchoService.EchoServiceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await NodeProcess.StartAsync("server.mjs");
        var port = (await _server.NextLineAsync()).Replace("port ", "", StringComparison.Ordinal);
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        _client = new EchoService.EchoServiceClient(_channel);
    }

    public ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Unary_call() => (await _client.SayAsync(new Line { Text = "grüß" })).Text.ShouldBe("grüß");

    [Fact]
    public async Task Server_stream()
    {
        using var call = _client.Repeat(new Line { Text = "again", Times = 500 });

        (await call.ResponseStream.ReadAllAsync().CountAsync()).ShouldBe(500);
    }

    [Fact]
    public async Task Client_stream()
    {
        using var call = _client.Join();

        foreach (var word in "one two three".Split(' ')) await call.RequestStream.WriteAsync(new Line { Text = word });
        await call.RequestStream.CompleteAsync();

        (await call).Text.ShouldBe("one two three");
    }

    [Fact]
    public async Task Duplex_stream()
    {
        using var call = _client.Chat();

        foreach (var word in "ping pong".Split(' '))
        {
            await call.RequestStream.WriteAsync(new Line { Text = word });
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Text.ShouldBe(word);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task Deadline_is_seen_by_the_server()
    {
        var deadline = DateTime.UtcNow.AddHours(1);

        (await _client.SayAsync(new Line(), deadline: deadline)).Deadline.ToDateTime().ShouldBe(deadline, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Deadline_that_passes_ends_the_call_on_both_sides()
    {
        var call = _client.SayAsync(new Line { WaitForTheEnd = true }, deadline: DateTime.UtcNow.AddSeconds(0.5));

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await _server.NextLineAsync()).ShouldBe("ended /platform.test.v1.EchoService/Say");
    }

    [Fact]
    public async Task Call_that_is_cancelled_ends_on_both_sides()
    {
        using var call = _client.Repeat(new Line { Times = 1, WaitForTheEnd = true });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();

        call.Dispose();

        (await _server.NextLineAsync()).ShouldBe("ended /platform.test.v1.EchoService/Repeat");
    }

    [Fact]
    public async Task Error_status_with_its_trailers()
    {
        var call = _client.SayAsync(new Line { FailWith = (int)StatusCode.FailedPrecondition, Text = "ümlaut" });

        var exception = await Should.ThrowAsync<RpcException>(() => call.ResponseAsync);

        exception.Status.ShouldBe(new Status(StatusCode.FailedPrecondition, "asked for: ümlaut"));
        exception.Trailers.GetValue("why").ShouldBe("asked");
        exception.Trailers.GetValueBytes("why-bin").ShouldBe([0, 255]);
    }

    [Fact]
    public async Task Text_and_binary_metadata_in_headers_and_trailers()
    {
        byte[] every = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        using var call = _client.SayAsync(new Line(), new Metadata { { "echo-text", "a b" }, { "echo-data-bin", every } });
        await call;

        foreach (var received in new[] { await call.ResponseHeadersAsync, call.GetTrailers() })
        {
            received.GetValue("echo-text").ShouldBe("a b");
            received.GetValueBytes("echo-data-bin").ShouldBe(every);
        }
    }

    [Fact]
    public async Task Gzip_request()
    {
        var text = new string('a', 10_000);

        (await _client.SayAsync(new Line { Text = text }, new Metadata { { "grpc-internal-encoding-request", "gzip" } })).Text.ShouldBe(text);
    }

    [Fact]
    public async Task Message_that_is_too_large_is_resource_exhausted()
    {
        var call = _client.SayAsync(new Line { Payload = ByteString.CopyFrom(new byte[(4 * 1024 * 1024) + 1]) });

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }
}
