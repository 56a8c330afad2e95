using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class CallKindTests
{
    [Fact]
    public async Task Unary_call_returns_the_response_and_an_OK_status()
    {
        await using var host = await EchoHost.StartAsync();

        using var call = host.Client.SayAsync(new Line { Text = "grüß" });

        (await call).Text.ShouldBe("grüß");
        call.GetStatus().ShouldBe(Status.DefaultSuccess);
    }

    [Fact]
    public async Task Blocking_unary_call_returns_the_response()
    {
        await using var host = await EchoHost.StartAsync();

        host.Client.Say(new Line { Text = "now" }).Text.ShouldBe("now");
    }

    [Fact]
    public async Task Server_stream_arrives_whole_and_in_order()
    {
        await using var host = await EchoHost.StartAsync();

        using var call = host.Client.Repeat(new Line { Text = "again", Times = 500 });

        (await call.ResponseStream.ReadAllAsync().CountAsync()).ShouldBe(500);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Client_stream_is_answered_once_it_is_complete()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = host.Client.Join();

        foreach (var word in "one two three".Split(' ')) await call.RequestStream.WriteAsync(new Line { Text = word });
        await call.RequestStream.CompleteAsync();

        (await call).Text.ShouldBe("one two three");
    }

    [Fact]
    public async Task Duplex_stream_answers_while_requests_still_come()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = host.Client.Chat();

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
    public async Task Method_that_the_server_does_not_have_is_unimplemented()
    {
        await using var host = await EchoHost.StartAsync();
        var unknown = new Method<Line, Line>(MethodType.Unary, "platform.test.v1.EchoService", "Whisper", LineMarshaller, LineMarshaller);

        var call = host.Channel().CreateCallInvoker().AsyncUnaryCall(unknown, null, default, new Line());

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_unavailable()
    {
        var host = await EchoHost.StartAsync();
        await using var closed = host;
        await host.StopAsync();

        var exception = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(new Line()).ResponseAsync);

        exception.StatusCode.ShouldBe(StatusCode.Unavailable);
        exception.Status.DebugException.ShouldNotBeNull();
    }

    private static Marshaller<Line> LineMarshaller { get; } =
        Marshallers.Create(line => Google.Protobuf.MessageExtensions.ToByteArray(line), Line.Parser.ParseFrom);
}
