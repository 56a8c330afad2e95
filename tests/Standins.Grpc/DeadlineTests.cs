using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class DeadlineTests
{
    [Fact]
    public async Task Caller_gets_deadline_exceeded_and_the_server_is_told()
    {
        await using var host = await EchoHost.StartAsync();

        var call = host.Client.SayAsync(new Line { WaitForTheEnd = true }, deadline: DateTime.UtcNow.AddSeconds(0.5));

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await host.Calls.NextEndedAsync()).ShouldBe("/platform.test.v1.EchoService/Say");
    }

    [Fact]
    public async Task Server_sees_the_callers_deadline()
    {
        await using var host = await EchoHost.StartAsync();
        var deadline = DateTime.UtcNow.AddHours(1);

        var seen = (await host.Client.SayAsync(new Line(), deadline: deadline)).Deadline.ToDateTime();

        seen.ShouldBe(deadline, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Server_sees_no_deadline_where_none_was_set()
    {
        await using var host = await EchoHost.StartAsync();

        (await host.Client.SayAsync(new Line())).Deadline.ShouldBeNull();
    }

    [Fact]
    public async Task Deadline_that_has_passed_fails_without_a_call()
    {
        await using var host = await EchoHost.StartAsync();
        await host.StopAsync();

        var call = host.Client.SayAsync(new Line(), deadline: DateTime.UtcNow.AddMinutes(-1));

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task Deadline_ends_a_stream_in_the_middle()
    {
        await using var host = await EchoHost.StartAsync();

        using var call = host.Client.Repeat(new Line { Times = 2, WaitForTheEnd = true }, deadline: DateTime.UtcNow.AddSeconds(2));
        List<Line> received = [];

        var exception = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var line in call.ResponseStream.ReadAllAsync()) received.Add(line);
        });

        exception.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        received.Count.ShouldBe(2);
    }
}
