using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;
using Status = Grpc.Core.Status;

namespace Platform.GrpcStandins;

public class ErrorTests
{
    public static TheoryData<StatusCode> FailureCodes => [.. System.Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(FailureCodes))]
    public async Task Status_and_trailers_reach_the_caller(StatusCode code)
    {
        await using var host = await EchoHost.StartAsync();

        var exception = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(new Line { FailWith = (int)code, Text = "ümlaut, 100 %" }).ResponseAsync);

        exception.StatusCode.ShouldBe(code);
        exception.Status.Detail.ShouldBe("asked for: ümlaut, 100 %");
        exception.Trailers.GetValue("why").ShouldBe("asked");
        exception.Trailers.GetValueBytes("why-bin").ShouldBe([0, 255]);
    }

    [Fact]
    public async Task Stream_that_fails_gives_its_messages_first()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = host.Client.Repeat(new Line { Times = 3, FailWith = (int)StatusCode.Aborted });
        var received = 0;

        var exception = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync()) received++;
        });

        received.ShouldBe(3);
        exception.StatusCode.ShouldBe(StatusCode.Aborted);
        call.GetTrailers().GetValue("why").ShouldBe("asked");
    }

    [Fact]
    public async Task Exception_of_another_kind_is_unknown_and_keeps_its_text_to_itself()
    {
        await using var host = await EchoHost.StartAsync(options => options.Interceptors.Add<Throwing>());

        var exception = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(new Line()).ResponseAsync);

        exception.StatusCode.ShouldBe(StatusCode.Unknown);
        exception.Status.Detail.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Rich_details_travel_in_the_trailers()
    {
        await using var host = await EchoHost.StartAsync(options => options.Interceptors.Add<Refusing>());

        var exception = await Should.ThrowAsync<RpcException>(() => host.Client.SayAsync(new Line()).ResponseAsync);

        var status = Google.Rpc.Status.Parser.ParseFrom(exception.Trailers.GetValueBytes(Refusing.DetailsKey));
        status.Code.ShouldBe((int)StatusCode.InvalidArgument);
        var violation = status.Details.Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations.Single();
        violation.Field.ShouldBe("text");
        violation.Description.ShouldBe("Say something.");
        status.Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Metadata["line"].ShouldBe("1");
        status.Details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Exception_says_its_status_and_has_trailers_even_when_none_came()
    {
        var exception = new RpcException(new Status(StatusCode.NotFound, "no such account"));

        exception.Message.ShouldContain("NotFound");
        exception.Message.ShouldContain("no such account");
        exception.Trailers.ShouldBeEmpty();
    }
}

internal sealed class Throwing : Grpc.Core.Interceptors.Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        throw new InvalidOperationException("secret");
}

internal sealed class Refusing : Grpc.Core.Interceptors.Interceptor
{
    public const string DetailsKey = "grpc-status-details-bin";

    public static Google.Rpc.Status Details => new()
    {
        Code = (int)StatusCode.InvalidArgument,
        Message = "The line is empty.",
        Details =
        {
            Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "text", Description = "Say something." } } }),
            Any.Pack(new ErrorInfo { Reason = "EMPTY", Domain = "test", Metadata = { ["line"] = "1" } }),
            Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) }),
        },
    };

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        throw new RpcException(new Status(StatusCode.InvalidArgument, Details.Message), new Metadata { { DetailsKey, Details.ToByteArray() } });
}
