using System.IO.Compression;
using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Builder;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class CompressionTests
{
    private static readonly Line Long = new() { Text = new string('a', 10_000) };

    private static readonly Metadata AskForGzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    [Fact]
    public async Task Server_reads_gzip_and_answers_in_gzip_when_the_caller_takes_it()
    {
        await using var host = await EchoHost.StartAsync(AnswerInGzip);

        var (line, compressed, response) = await Wire.SayAsync(host.Address, Long, compress: true, accept: "identity,gzip");

        line.Text.ShouldBe(Long.Text);
        line.RequestEncoding.ShouldBe("gzip");
        compressed.ShouldBeTrue();
        response.Headers.GetValues("grpc-encoding").ShouldBe(["gzip"]);
        response.Dispose();
    }

    [Fact]
    public async Task Server_answers_plainly_when_the_caller_does_not_take_gzip()
    {
        await using var host = await EchoHost.StartAsync(AnswerInGzip);

        var (line, compressed, response) = await Wire.SayAsync(host.Address, Long, compress: false, accept: null);

        line.Text.ShouldBe(Long.Text);
        compressed.ShouldBeFalse();
        response.Dispose();
    }

    [Fact]
    public async Task Message_written_without_compression_stays_plain()
    {
        await using var host = await EchoHost.StartAsync(options =>
        {
            AnswerInGzip(options);
            options.Interceptors.Add<AnsweringPlainly>();
        });

        var (_, compressed, response) = await Wire.SayAsync(host.Address, Long, compress: false, accept: "gzip");

        compressed.ShouldBeFalse();
        response.Dispose();
    }

    [Fact]
    public async Task Client_sends_gzip_when_asked_to()
    {
        byte[] frame = [];
        await using var host = await EchoHost.StartAsync(map: app => app.Use(async (http, next) =>
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            frame = body.ToArray();
            http.Request.Body = new MemoryStream(frame);
            await next(http);
        }));

        await host.Client.SayAsync(Long, AskForGzip);

        frame.Length.ShouldBeLessThan(Long.Text.Length);
        Wire.Read(frame).ShouldBe((Long, true));
    }

    [Fact]
    public async Task Client_reads_gzip()
    {
        await using var host = await EchoHost.StartAsync(AnswerInGzip);
        using var handler = new Noticing();
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.HttpHandler = handler));

        var line = await client.SayAsync(Long);

        line.Text.ShouldBe(Long.Text);
        handler.ResponseEncoding.ShouldBe("gzip");
    }

    [Fact]
    public async Task Encoding_that_the_server_does_not_know_is_unimplemented()
    {
        await using var host = await EchoHost.StartAsync();
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.CompressionProviders = [new OddProvider()]));

        var call = client.SayAsync(Long, new Metadata { { "grpc-internal-encoding-request", "odd" } });

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    public static TheoryData<ICompressionProvider, string> Providers =>
        new() { { new GzipCompressionProvider(CompressionLevel.Optimal), "gzip" }, { new DeflateCompressionProvider(CompressionLevel.Optimal), "deflate" } };

    [Theory]
    [MemberData(nameof(Providers))]
    public void Provider_reads_what_it_wrote_and_leaves_the_stream_open(ICompressionProvider provider, string name)
    {
        using var stream = new MemoryStream();
        using (var compressing = provider.CreateCompressionStream(stream, CompressionLevel.SmallestSize)) compressing.Write(Encoding.UTF8.GetBytes(Long.Text));
        stream.Length.ShouldBeLessThan(Long.Text.Length);

        stream.Position = 0;
        using (var reader = new StreamReader(provider.CreateDecompressionStream(stream))) reader.ReadToEnd().ShouldBe(Long.Text);

        provider.EncodingName.ShouldBe(name);
        stream.CanRead.ShouldBeTrue();
    }

    private static void AnswerInGzip(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = CompressionLevel.Fastest;
    }

    private sealed class AnsweringPlainly : Grpc.Core.Interceptors.Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return continuation(request, context);
        }
    }

    private sealed class Noticing() : DelegatingHandler(new SocketsHttpHandler())
    {
        public string? ResponseEncoding { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            ResponseEncoding = response.Headers.GetValues("grpc-encoding").Single();
            return response;
        }
    }

    private sealed class OddProvider : ICompressionProvider
    {
        public string EncodingName => "odd";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => new GZipStream(stream, CompressionMode.Compress, leaveOpen: true);

        public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
    }
}
