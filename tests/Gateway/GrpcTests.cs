using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Tests;

public sealed class GrpcTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>, IDisposable
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);
    private static readonly Method<byte[], byte[]> Unary = new(
        MethodType.Unary,
        "platform.scoring.v1.ScoringService",
        "GetScore",
        Raw,
        Raw
    );
    private static readonly Method<byte[], byte[]> Duplex = new(
        MethodType.DuplexStreaming,
        "platform.feedback.v1.Anything",
        "Talk",
        Raw,
        Raw
    );

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(gateway.GrpcAddress);

    private CallInvoker Calls => _channel.CreateCallInvoker();

    [Fact]
    public async Task A_call_with_a_key_reaches_its_service_and_comes_back_with_its_trailers()
    {
        foreach (var scoring in new[] { gateway.Upstreams[ServiceNames.HealthScoring], gateway.SecondScoring })
            scoring.Answer = GrpcAnswers.EchoAsync;
        var call = Calls.AsyncUnaryCall(Unary, null, await WithKeyAsync("scores:read"), "hello"u8.ToArray());

        Encoding.UTF8.GetString(await call).ShouldBe("hello");
        call.GetTrailers().GetValue("echoed").ShouldBe("yes");
        var seen = gateway
            .Upstreams[ServiceNames.HealthScoring]
            .Seen.Concat(gateway.SecondScoring.Seen)
            .First(request => request.Path.Contains("GetScore", StringComparison.Ordinal));
        seen.Protocol.ShouldBe("HTTP/2");
        seen.Headers["Authorization"].ShouldStartWith("Bearer ey", Case.Sensitive, "the internal token");
        seen.Headers.ContainsKey("x-api-key").ShouldBeFalse();
    }

    [Fact]
    public async Task Messages_stream_both_ways_while_the_call_lasts()
    {
        gateway.Upstreams[ServiceNames.Feedback].Answer = GrpcAnswers.EchoAsync;
        using var call = Calls.AsyncDuplexStreamingCall(Duplex, null, await WithKeyAsync("feedback:write"));
        for (var i = 0; i < 5; i++)
        {
            await call.RequestStream.WriteAsync([(byte)i]);
            (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue(
                "the answer comes before the request has ended"
            );
            call.ResponseStream.Current.ShouldBe([(byte)i]);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Without_a_key_it_is_UNAUTHENTICATED_and_unknown_services_are_UNIMPLEMENTED()
    {
        (await StatusOfAsync(Unary, default)).ShouldBe(StatusCode.Unauthenticated);
        (await StatusOfAsync(Unary, new CallOptions(new Metadata { { "x-api-key", "rp_wrong" } }))).ShouldBe(
            StatusCode.Unauthenticated
        );
        var hidden = new Method<byte[], byte[]>(MethodType.Unary, "platform.internal.v1.Secrets", "Get", Raw, Raw);
        (await StatusOfAsync(hidden, await WithKeyAsync("scores:read"))).ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task A_status_of_the_service_comes_through_and_an_absent_service_is_UNAVAILABLE()
    {
        var plans = gateway.Upstreams[ServiceNames.SuccessPlans];
        plans.Answer = context => GrpcAnswers.StatusAsync(context, StatusCode.PermissionDenied);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "platform.plans.v1.Plans", "Get", Raw, Raw);
        (await StatusOfAsync(method, await WithKeyAsync("plans:read"))).ShouldBe(StatusCode.PermissionDenied);

        await plans.StopAsync();
        (await StatusOfAsync(method, await WithKeyAsync("plans:read"))).ShouldBe(StatusCode.Unavailable);
        await plans.StartAsync();
    }

    private async Task<CallOptions> WithKeyAsync(params string[] scopes) =>
        new(new Metadata { { "x-api-key", (await gateway.KeyAsync(scopes)).Secret } });

    private async Task<StatusCode> StatusOfAsync(Method<byte[], byte[]> method, CallOptions options) =>
        (
            await Should.ThrowAsync<RpcException>(() => Calls.AsyncUnaryCall(method, null, options, []).ResponseAsync)
        ).StatusCode;

    public void Dispose() => _channel.Dispose();
}
