using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Status = Grpc.Core.Status;

namespace Platform.GrpcStandins;

/// <summary>Does what the request asks for.</summary>
internal sealed class EchoServer(EndedCalls ended) : EchoService.EchoServiceBase
{
    public override async Task<Line> Say(Line request, ServerCallContext context)
    {
        await BeginAsync(context);
        return await AnswerAsync(request, context);
    }

    public override async Task Repeat(Line request, IServerStreamWriter<Line> responseStream, ServerCallContext context)
    {
        await BeginAsync(context);
        for (var i = 0; i < request.Times; i++) await responseStream.WriteAsync(new Line { Text = request.Text }, context.CancellationToken);
        await AnswerAsync(request, context);
    }

    public override async Task<Line> Join(IAsyncStreamReader<Line> requestStream, ServerCallContext context)
    {
        await BeginAsync(context);
        List<string> texts = [];
        await foreach (var line in requestStream.ReadAllAsync(context.CancellationToken)) texts.Add((await AnswerAsync(line, context)).Text);
        return new Line { Text = string.Join(' ', texts) };
    }

    public override async Task Chat(IAsyncStreamReader<Line> requestStream, IServerStreamWriter<Line> responseStream, ServerCallContext context)
    {
        await BeginAsync(context);
        await foreach (var line in requestStream.ReadAllAsync(context.CancellationToken)) await responseStream.WriteAsync(await AnswerAsync(line, context));
    }

    private static async Task BeginAsync(ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var header in context.RequestHeaders.Where(header => header.Key.StartsWith("echo-", StringComparison.Ordinal)))
        {
            headers.Add(header);
            context.ResponseTrailers.Add(header);
        }

        await context.WriteResponseHeadersAsync(headers);
    }

    private async Task<Line> AnswerAsync(Line request, ServerCallContext context)
    {
        if (request.WaitForTheEnd) await ended.WaitForTheEndAsync(context);
        if (request.FailWith != 0)
            throw new RpcException(new Status((StatusCode)request.FailWith, $"asked for: {request.Text}"), new Metadata { { "why", "asked" }, { "why-bin", [0, 255] } });

        var answer = request.Clone();
        answer.RequestEncoding = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString();
        if (context.Deadline != DateTime.MaxValue) answer.Deadline = context.Deadline.ToTimestamp();
        return answer;
    }
}

/// <summary>Where a test learns that a call that waited was told of its end.</summary>
internal sealed class EndedCalls
{
    private readonly Channel<string> _ended = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>();

    public async Task WaitForTheEndAsync(ServerCallContext context)
    {
        _waiting.Writer.TryWrite(context.Method);
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        finally
        {
            _ended.Writer.TryWrite(context.Method);
        }
    }

    /// <summary>The method of the next call that waits.</summary>
    public async Task<string> NextWaitingAsync() => await _waiting.Reader.ReadAsync(Patience());

    /// <summary>The method of the next call that was told of its end.</summary>
    public async Task<string> NextEndedAsync() => await _ended.Reader.ReadAsync(Patience());

    // Long past any real wait: it only keeps a broken build from hanging.
    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;
}
