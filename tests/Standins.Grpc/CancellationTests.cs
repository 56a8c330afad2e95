using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class CancellationTests
{
    [Fact]
    public async Task Server_is_told_that_the_caller_cancelled()
    {
        await using var host = await EchoHost.StartAsync();
        using var cancellation = new CancellationTokenSource();

        var call = host.Client.SayAsync(new Line { WaitForTheEnd = true }, cancellationToken: cancellation.Token);
        await host.Calls.NextWaitingAsync();
        await cancellation.CancelAsync();

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await host.Calls.NextEndedAsync()).ShouldBe("/platform.test.v1.EchoService/Say");
    }

    [Fact]
    public async Task Server_is_told_that_the_caller_dropped_a_stream()
    {
        await using var host = await EchoHost.StartAsync();
        var call = host.Client.Chat();
        await call.RequestStream.WriteAsync(new Line { WaitForTheEnd = true });
        await host.Calls.NextWaitingAsync();

        call.Dispose();

        (await host.Calls.NextEndedAsync()).ShouldBe("/platform.test.v1.EchoService/Chat");
    }

    [Fact]
    public async Task Caller_is_told_that_the_server_cancelled()
    {
        await using var host = await EchoHost.StartAsync();

        var call = host.Client.SayAsync(new Line { FailWith = (int)StatusCode.Cancelled });

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Token_that_is_cancelled_already_makes_no_call()
    {
        await using var host = await EchoHost.StartAsync();

        var call = host.Client.SayAsync(new Line(), cancellationToken: new CancellationToken(canceled: true));

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Reading_a_stream_ends_with_its_token()
    {
        await using var host = await EchoHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        using var call = host.Client.Repeat(new Line { Times = 1, WaitForTheEnd = true });

        var exception = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync(cancellation.Token)) await cancellation.CancelAsync();
        });

        exception.StatusCode.ShouldBe(StatusCode.Cancelled);
    }
}
