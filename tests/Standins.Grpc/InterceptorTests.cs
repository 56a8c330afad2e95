using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class InterceptorTests
{
    [Fact]
    public async Task Client_interceptor_sees_every_kind_of_call_and_changes_its_headers()
    {
        await using var host = await EchoHost.StartAsync();
        var stamping = new Stamping("echo-stamp");
        var client = new EchoService.EchoServiceClient(host.Channel().Intercept(stamping));

        client.Say(new Line());
        using var unary = client.SayAsync(new Line());
        using var join = client.Join();
        using var repeat = client.Repeat(new Line());
        using var chat = client.Chat();
        await join.RequestStream.CompleteAsync();
        await chat.RequestStream.CompleteAsync();

        stamping.Seen.ShouldBe(["blocking Say", "Say", "Join", "Repeat", "Chat"]);
        Metadata[] headers = [await unary.ResponseHeadersAsync, await join.ResponseHeadersAsync, await repeat.ResponseHeadersAsync, await chat.ResponseHeadersAsync];
        headers.ShouldAllBe(received => received.GetValue("echo-stamp") == "yes");
    }

    [Fact]
    public async Task Interceptors_given_together_run_in_order_and_one_added_later_runs_first()
    {
        await using var host = await EchoHost.StartAsync();
        var invoker = host.Channel()
            .Intercept(new Stamping("echo-2"), new Stamping("echo-3"))
            .Intercept(new Stamping("echo-1"))
            .Intercept(headers => [.. headers, new Metadata.Entry("echo-0", "yes")]);

        using var call = new EchoService.EchoServiceClient(invoker).SayAsync(new Line());

        (await call.ResponseHeadersAsync).Select(header => header.Key).Where(key => key.StartsWith("echo-", StringComparison.Ordinal)).ShouldBe(["echo-0", "echo-1", "echo-2", "echo-3"]);
    }

    [Fact]
    public async Task Client_interceptor_may_answer_in_place_of_the_server()
    {
        await using var host = await EchoHost.StartAsync();
        var client = new EchoService.EchoServiceClient(host.Channel().Intercept(new Answering()));

        using var call = client.SayAsync(new Line { Text = "question" });

        (await call).Text.ShouldBe("from the cache");
        (await call.ResponseHeadersAsync).GetValue("cache").ShouldBe("hit");
        call.GetStatus().ShouldBe(Status.DefaultSuccess);
        call.GetTrailers().ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_interceptor_sees_every_kind_of_call_and_what_the_one_before_it_left()
    {
        var watching = new Watching();
        await using var host = await EchoHost.StartAsync(
            options =>
            {
                options.Interceptors.Add<Marking>();
                options.Interceptors.Add<Watching>();
            },
            services => services.AddSingleton(watching));

        await host.Client.SayAsync(new Line());
        using var join = host.Client.Join();
        await join.RequestStream.CompleteAsync();
        await join;
        using var repeat = host.Client.Repeat(new Line());
        await repeat.ResponseStream.MoveNext();
        using var chat = host.Client.Chat();
        await chat.RequestStream.CompleteAsync();
        await chat.ResponseStream.MoveNext();

        watching.Seen.ShouldBe(["marked /platform.test.v1.EchoService/Say", "marked /platform.test.v1.EchoService/Join", "marked /platform.test.v1.EchoService/Repeat", "marked /platform.test.v1.EchoService/Chat"]);
        repeat.GetTrailers().GetValue("marked").ShouldBe("yes");
    }

    private sealed class Stamping(string key) : Interceptor
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, Stamp(context, "blocking "));

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, Stamp(context));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, Stamp(context));

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(Stamp(context));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(Stamp(context));

        private ClientInterceptorContext<TRequest, TResponse> Stamp<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, string kind = "")
            where TRequest : class
            where TResponse : class
        {
            Seen.Enqueue(kind + context.Method.Name);
            Metadata headers = [.. context.Options.Headers ?? [], new Metadata.Entry(key, "yes")];
            return new(context.Method, context.Host, context.Options.WithHeaders(headers));
        }
    }

    private sealed class Answering : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            new(
                Task.FromResult((TResponse)(object)new Line { Text = "from the cache" }),
                Task.FromResult(new Metadata { { "cache", "hit" } }),
                () => Status.DefaultSuccess,
                () => Metadata.Empty,
                () => { });
    }

    private abstract class EveryKind : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            Before(context);
            return continuation(request, context);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Before(context);
            return continuation(requestStream, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Before(context);
            return continuation(request, responseStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Before(context);
            return continuation(requestStream, responseStream, context);
        }

        protected abstract void Before(ServerCallContext context);
    }

    private sealed class Marking : EveryKind
    {
        protected override void Before(ServerCallContext context)
        {
            context.UserState["mark"] = "marked";
            context.ResponseTrailers.Add("marked", "yes");
        }
    }

    private sealed class Watching : EveryKind
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        protected override void Before(ServerCallContext context) => Seen.Enqueue($"{context.UserState["mark"]} {context.Method}");
    }
}
