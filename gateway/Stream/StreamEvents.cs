using System.Buffers;
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
    private const int FlushAt = 8 * 1024;
    private static readonly byte[] Beat = ": still here\n\n"u8.ToArray();

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/stream", HandleAsync)
            .WithName(nameof(StreamEvents))
            .WithTags("gateway")
            .WithSummary("Follow what happens, live")
            .WithDescription(
                "Server-sent events: id is the position, event the event's name, data its content. Filter by "
                    + "types (comma-separated, accounts.* for all of a kind), accountId and owner. After a break send "
                    + "Last-Event-ID to get what came in between, for some days (410 afterwards). A client that does "
                    + "not keep up is cut off and resumes the same way."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .RequireScope("events:read");

    private static async Task HandleAsync(
        HttpContext context,
        FollowLog follow,
        StreamClients clients,
        Database database,
        ApiKeyDirectory keys,
        DeactivatedPeople deactivated,
        TimeProvider clock,
        IHostApplicationLifetime host,
        CancellationToken ct,
        string? types = null,
        Guid? accountId = null,
        string? owner = null,
        string? lastEventId = null
    )
    {
        var filter = StreamFilter.Read(types, accountId, owner);
        var resumeAfter = ReadPosition(context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? lastEventId);
        if (resumeAfter is { } after && await HasGoneAsync(database, after, ct))
            throw StreamProblems.TooOld(after).ToException();
        if (
            resumeAfter > 0
            && resumeAfter > await database.ScalarAsync<long>("select last_value from event_log_seq_seq", ct: ct)
        )
            throw StreamProblems.NotYet(resumeAfter.Value).ToException();

        var caller = context.User as AuthenticatedCaller;
        using var client = new StreamClient(filter, () => IsStillAccepted(caller, keys, deactivated, clock));
        if (!clients.TryEnter(client))
            throw StreamProblems.Full().ToException();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, client.Cut, host.ApplicationStopping);
        await using var end = ending.Token.UnsafeRegister(static one => ((StreamClient)one!).End(), client);
        var position = follow.Add(client);
        try
        {
            var sent = resumeAfter ?? position;
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            // A proxy that gathers what it passes on (nginx, unless told otherwise) would hold events back.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            // The position by itself, so that a client that breaks off before the first event resumes from here.
            var output = context.Response.BodyWriter;
            await output.WriteAsync(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: 2000\nid: {sent}\n\n")),
                ending.Token
            );
            if (resumeAfter is not null)
                sent = await ReplayAsync(database, filter, output, sent, ending.Token);
            await FollowAsync(client, output, sent, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Told below where it was too slow; otherwise it went by itself, or we do.
        }
        finally
        {
            follow.Remove(client);
            clients.Leave(client);
        }

        if (client.Cut.IsCancellationRequested)
            context.Abort();
    }

    /// <summary>Everything from the log after the position, to its end; what comes in meanwhile waits in the client's
    /// queue.</summary>
    private static async Task<long> ReplayAsync(
        Database database,
        StreamFilter filter,
        PipeWriter output,
        long after,
        CancellationToken ct
    )
    {
        while (true)
        {
            var page = await database.QueryAsync<LoggedEvent>(Replay, new { After = after, Limit = ReplayPage }, ct);
            if (filter.Of(page) is { } matching)
                await WriteAsync(matching, output, after, ct);
            if (page.Count > 0)
                after = page[^1].Seq;
            if (page.Count < ReplayPage)
                return after;
        }
    }

    private static async Task FollowAsync(StreamClient client, PipeWriter output, long sent, CancellationToken ct)
    {
        while (await client.WaitAsync())
        {
            while (client.TryRead(out var batch))
            {
                if (batch.Count == 0)
                {
                    await output.WriteAsync(Beat, ct);
                    continue;
                }

                await WriteAsync(batch, output, sent, ct);
                sent = Math.Max(sent, batch[^1].Seq);
            }
        }
    }

    /// <summary>In pieces, so that what a client has not taken yet lies in the events that all clients share, not in a
    /// buffer of its own.</summary>
    private static async Task WriteAsync(
        IReadOnlyList<LoggedEvent> batch,
        PipeWriter output,
        long sent,
        CancellationToken ct
    )
    {
        var unsent = 0;
        foreach (var logged in batch)
        {
            if (logged.Seq <= sent)
                continue;
            output.Write(logged.Frame);
            unsent += logged.Frame.Length;
            if (unsent < FlushAt)
                continue;
            await output.FlushAsync(ct);
            unsent = 0;
        }

        if (unsent > 0)
            await output.FlushAsync(ct);
    }

    private static bool IsStillAccepted(
        AuthenticatedCaller? caller,
        ApiKeyDirectory keys,
        DeactivatedPeople deactivated,
        TimeProvider clock
    ) =>
        caller is null
        || (
            caller.ExpiresAt > clock.GetUtcNow()
            && (caller.ApiKeyId is { } key ? keys.IsAlive(key) : !deactivated.Contains(caller.Caller.Id))
        );

    private static long? ReadPosition(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw Problem
                .Invalid("Last-Event-ID", $"'{text}' is not an id of this stream: send the last id that was received")
                .ToException();
    }

    private static async Task<bool> HasGoneAsync(Database database, long position, CancellationToken ct) =>
        await database.ScalarAsync<long?>("select min(seq) from event_log", ct: ct) is { } oldest
        && position < oldest - 1
        && position > 0;

    private const string Replay =
        $"select {LoggedEvent.Columns} from event_log where seq > @After order by seq limit @Limit";
}
