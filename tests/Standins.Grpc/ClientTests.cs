using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class ClientTests
{
    [Fact]
    public async Task Client_may_be_replaced_by_a_double_in_tests()
    {
        EchoService.EchoServiceClient client = new Double();

        (await client.SayAsync(new Line { Text = "anything" })).Text.ShouldBe("made up");
    }

    [Fact]
    public void Client_with_a_host_names_it_in_every_call()
    {
        var recording = new Recording();
        var client = new EchoService.EchoServiceClient(recording);

        client.Say(new Line());
        client.WithHost("accounts.internal").Say(new Line());

        recording.Hosts.ShouldBe([null, "accounts.internal"]);
    }

    [Fact]
    public void Options_of_a_call_reach_the_invoker()
    {
        var recording = new Recording();
        using var cancellation = new CancellationTokenSource();
        var deadline = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        new EchoService.EchoServiceClient(recording).Say(new Line(), new Metadata { { "key", "value" } }, deadline, cancellation.Token);

        recording.Options.Headers!.GetValue("key").ShouldBe("value");
        recording.Options.Deadline.ShouldBe(deadline);
        recording.Options.CancellationToken.ShouldBe(cancellation.Token);
    }

    [Fact]
    public void Changing_options_leaves_the_others_as_they_were()
    {
        var before = new CallOptions(new Metadata { { "key", "value" } });

        var after = before.WithDeadline(DateTime.MaxValue).WithWaitForReady().WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));

        after.Headers.ShouldBe(before.Headers);
        after.Deadline.ShouldBe(DateTime.MaxValue);
        after.IsWaitForReady.ShouldBeTrue();
        after.WriteOptions!.Flags.ShouldBe(WriteFlags.NoCompress);
        before.Deadline.ShouldBeNull();
        before.IsWaitForReady.ShouldBeFalse();
    }

    [Fact]
    public async Task Channel_repeats_a_call_that_its_retry_policy_covers()
    {
        var failing = new FailingTwice();
        await using var host = await EchoHost.StartAsync(options => options.Interceptors.Add<FailingTwice>(), services => services.AddSingleton(failing));
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.ServiceConfig = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = 3,
                        InitialBackoff = TimeSpan.FromMilliseconds(10),
                        MaxBackoff = TimeSpan.FromMilliseconds(20),
                        BackoffMultiplier = 1,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        }));

        (await client.SayAsync(new Line { Text = "at last" })).Text.ShouldBe("at last");
        failing.Attempts.ShouldBe(3);
    }

    [Fact]
    public void Marshaller_of_arrays_also_works_through_contexts_and_the_other_way_round()
    {
        var arrays = Marshallers.Create(line => Google.Protobuf.MessageExtensions.ToByteArray(line), Line.Parser.ParseFrom);
        var contexts = Marshallers.Create<Line>(
            (line, context) =>
            {
                context.SetPayloadLength(line.CalculateSize());
                Google.Protobuf.MessageExtensions.WriteTo(line, context.GetBufferWriter());
                context.Complete();
            },
            context => Line.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

        contexts.Deserializer(arrays.Serializer(new Line { Text = "there" })).Text.ShouldBe("there");
        arrays.Deserializer(contexts.Serializer(new Line { Text = "back" })).Text.ShouldBe("back");
    }

    private sealed class Double : EchoService.EchoServiceClient
    {
        public override AsyncUnaryCall<Line> SayAsync(Line request, CallOptions options) =>
            new(Task.FromResult(new Line { Text = "made up" }), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    private sealed class FailingTwice : Grpc.Core.Interceptors.Interceptor
    {
        private int _attempts;

        public int Attempts => _attempts;

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            Interlocked.Increment(ref _attempts) <= 2
                ? throw new RpcException(new Status(StatusCode.Unavailable, "not yet"))
                : continuation(request, context);
    }

    private sealed class Recording : CallInvoker
    {
        public List<string?> Hosts { get; } = [];

        public CallOptions Options { get; private set; }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            Hosts.Add(host);
            Options = options;
            return (TResponse)(object)new Line();
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }
}
