using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Platform.Gateway.Feed;
using Platform.Gateway.Identity;
using Platform.Gateway.Keys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Stream;

public static class StreamEvents
{
    private const int ReplayPage = 500;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeyCheck = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Beat = ": still here\n\n"u8.ToArray();

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/stream", HandleAsync)
            .WithName(nameof(StreamEvents))
            .WithTags("gateway")
            .WithSummary("Follow what happens, live")
            .WithDescription("Server-sent events: id is the position, event the event's name, data its content. Filter by types (comma-separated, accounts.* for all of a kind), accountId and owner. After a break send Last-Event-ID to get what came in between, for 24 hours. A client that does not keep up is cut off and resumes the same way.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .RequireScope("events:read");

    private static async Task HandleAsync(
        HttpContext context, FollowLog follow, StreamClients clients, Database database, ApiKeyDirectory keys, TimeProvider clock, IHostApplicationLifetime host, CancellationToken ct,
        string? types = null, Guid? accountId = null, string? owner = null, string? lastEventId = null)
    {
        var filter = StreamFilter.Read(types, accountId, owner);
        var resumeAfter = ReadPosition(context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? lastEventId);
        if (resumeAfter is { } position && await HasGoneAsync(database, position, ct)) throw StreamProblems.TooOld(position).ToException();
        if (!clients.TryEnter()) throw StreamProblems.Full().ToException();

        using var client = new StreamClient();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, client.Cut, host.ApplicationStopping);
        follow.Add(client);
        try
        {
            var sent = resumeAfter ?? Math.Max(0, follow.Position);
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            // The position by itself, so that a client that breaks off before the first event resumes from here.
            var output = context.Response.BodyWriter;
            await output.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: 2000\nid: {sent}\n\n")), ending.Token);
            if (resumeAfter is not null) sent = await ReplayAsync(database, filter, output, sent, ending.Token);
            await FollowAsync(client, filter, output, sent, () => IsStillWelcome(context, keys, clock), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            if (client.Cut.IsCancellationRequested) context.Abort();
        }
        finally
        {
            follow.Remove(client);
            clients.Leave();
        }
    }

    /// <summary>Everything from the log after the position, to its end; what comes in meanwhile waits in the client's queue.</summary>
    private static async Task<long> ReplayAsync(Database database, StreamFilter filter, PipeWriter output, long after, CancellationToken ct)
    {
        while (true)
        {
            var page = await database.QueryAsync<LoggedEvent>(Replay, new { After = after, Limit = ReplayPage }, ct);
            await WriteAsync(page, filter, output, after, ct);
            if (page.Count > 0) after = page[^1].Seq;
            if (page.Count < ReplayPage) return after;
        }
    }

    private static async Task FollowAsync(StreamClient client, StreamFilter filter, PipeWriter output, long sent, Func<bool> isWelcome, CancellationToken ct)
    {
        var beatAt = TimeProvider.System.GetTimestamp();
        var waiting = client.WaitAsync(ct).AsTask();
        // One timer at a time, however many batches come in between: at five thousand clients they would pile up.
        var check = Task.Delay(KeyCheck, ct);
        while (true)
        {
            if (await Task.WhenAny(waiting, check) == waiting)
            {
                await waiting;
                while (client.TryRead(out var batch))
                {
                    await WriteAsync(batch, filter, output, sent, ct);
                    sent = Math.Max(sent, batch[^1].Seq);
                }

                waiting = client.WaitAsync(ct).AsTask();
                continue;
            }

            await check;
            if (!isWelcome()) return;
            check = Task.Delay(KeyCheck, ct);
            if (TimeProvider.System.GetElapsedTime(beatAt) < Heartbeat) continue;
            beatAt = TimeProvider.System.GetTimestamp();
            await output.WriteAsync(Beat, ct);
        }
    }

    private static async Task WriteAsync(IReadOnlyList<LoggedEvent> batch, StreamFilter filter, PipeWriter output, long sent, CancellationToken ct)
    {
        var any = false;
        foreach (var logged in batch)
        {
            if (logged.Seq <= sent || !filter.Matches(logged)) continue;
            logged.Frame.CopyTo(output.GetMemory(logged.Frame.Length));
            output.Advance(logged.Frame.Length);
            any = true;
        }

        if (any) await output.FlushAsync(ct);
    }

    private static bool IsStillWelcome(HttpContext context, ApiKeyDirectory keys, TimeProvider clock) =>
        context.Features.Get<KnownCaller>() is not { } caller || (caller.ExpiresAt > clock.GetUtcNow() && (caller.ApiKeyId is not { } key || keys.IsAlive(key)));

    private static long? ReadPosition(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw Problem.Invalid("Last-Event-ID", $"'{text}' is not an id of this stream: send the last id that was received").ToException();
    }

    private static async Task<bool> HasGoneAsync(Database database, long position, CancellationToken ct) =>
        await database.ScalarAsync<long?>("select min(seq) from event_log", ct: ct) is { } oldest && position < oldest - 1 && position > 0;

    private const string Replay = $"select {LoggedEvent.Columns} from event_log where seq > @After order by seq limit @Limit";
}
