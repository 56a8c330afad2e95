using Google.Protobuf;
using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class MessageSizeTests
{
    private const int FourMegabytes = 4 * 1024 * 1024;

    [Fact]
    public async Task Message_just_below_4_MB_passes_both_ways()
    {
        await using var host = await EchoHost.StartAsync();

        var answer = await host.Client.SayAsync(Weighing(FourMegabytes - 100));

        answer.Payload.Length.ShouldBe(FourMegabytes - 100);
    }

    [Fact]
    public async Task Request_above_4_MB_exhausts_the_server()
    {
        await using var host = await EchoHost.StartAsync();

        var exception = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(Weighing(FourMegabytes + 1)).ResponseAsync);

        exception.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Response_above_4_MB_exhausts_the_client()
    {
        await using var host = await EchoHost.StartAsync(options => options.MaxReceiveMessageSize = null);

        var exception = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(Weighing(FourMegabytes + 1)).ResponseAsync);

        exception.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Limits_may_be_raised_on_both_sides()
    {
        await using var host = await EchoHost.StartAsync(options => options.MaxReceiveMessageSize = 2 * FourMegabytes);
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.MaxReceiveMessageSize = 2 * FourMegabytes));

        (await client.SayAsync(Weighing(FourMegabytes + 1))).Payload.Length.ShouldBe(FourMegabytes + 1);
    }

    [Fact]
    public async Task Limit_on_sending_stops_the_client_and_the_server()
    {
        await using var host = await EchoHost.StartAsync(options => options.MaxSendMessageSize = 2_000);
        var careful = new EchoService.EchoServiceClient(host.Channel(options => options.MaxSendMessageSize = 1_000));

        var byClient = await Should.ThrowAsync<RpcException>(() => careful.SayAsync(Weighing(1_500)).ResponseAsync);
        var byServer = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(Weighing(2_500)).ResponseAsync);

        byClient.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        byServer.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Message_in_a_stream_is_limited_too()
    {
        await using var host = await EchoHost.StartAsync(options => options.MaxReceiveMessageSize = null);
        using var call = host.Client.Chat();

        await call.RequestStream.WriteAsync(Weighing(10));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        await call.RequestStream.WriteAsync(Weighing(FourMegabytes + 1));
        var exception = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext());

        exception.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    private static Line Weighing(int bytes) => new() { Payload = ByteString.CopyFrom(new byte[bytes]) };
}
