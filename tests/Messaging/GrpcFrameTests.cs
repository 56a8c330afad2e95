using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Platform.LocalServers;

namespace Platform.Messaging.Tests;

/// <summary>Bytes that are no gRPC message of the method, at a method that every service has.</summary>
public sealed class GrpcFrameTests : IAsyncLifetime
{
    private readonly int _port = FreePort.Next();
    private SampleService _sample = null!;

    public async ValueTask InitializeAsync() =>
        _sample = await SampleService.StartAsync(configure: builder =>
        {
            builder.Configuration["GRPC_PORT"] = $"{_port}";
            builder.Configuration["HTTP_PORT"] = $"{FreePort.Next()}";
        });

    public ValueTask DisposeAsync() => _sample.DisposeAsync();

    public static TheoryData<string, string, byte[]> Broken =>
        new()
        {
            { "garbage in a well-formed frame", "3", [0, 0, 0, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF] },
            { "a text field that is no UTF-8", "3", [0, 0, 0, 0, 4, 0x0A, 0x02, 0xC3, 0x28] },
            { "a frame that breaks off", "3", [0, 0, 0, 0, 9, 0x0A] },
            { "a head that breaks off", "3", [0, 0] },
            { "nothing at all", "3", [] },
            { "a length of 4 GB", "8", [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0A] },
            { "a length of 2 GB", "8", [0, 0x7F, 0xFF, 0xFF, 0xFF, 0x0A] },
            { "more than a message may have", "8", Oversize() },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_no_message_is_the_callers_fault(string what, string expected, byte[] body)
    {
        var (status, message) = await CallAsync("/grpc.health.v1.Health/Check", body);
        status.ShouldBe(expected, $"{what}: {message}");
        message.ShouldNotContain("handler");
    }

    [Fact]
    public async Task A_message_is_answered()
    {
        (await CallAsync("/grpc.health.v1.Health/Check", [0, 0, 0, 0, 0])).Status.ShouldBe("0");
        (await CallAsync("/grpc.health.v1.Health/Nothing", [0, 0, 0, 0, 0])).Status.ShouldBe("12");
    }

    private async Task<(string Status, string Message)> CallAsync(string path, byte[] body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{_port}{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") },
            },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return (Of("grpc-status"), Of("grpc-message"));

        string Of(string name) =>
            answer.TrailingHeaders.TryGetValues(name, out var trailing) ? trailing.Single()
            : answer.Headers.TryGetValues(name, out var leading) ? leading.Single()
            : "";
    }

    private static byte[] Oversize()
    {
        var frame = new byte[5 + (5 << 20)];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), 5 << 20);
        return frame;
    }
}
