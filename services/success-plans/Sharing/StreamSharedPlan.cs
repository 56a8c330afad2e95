using System.Globalization;
using System.Threading.Channels;

namespace Platform.SuccessPlans.Sharing;

/// <summary>Tells an open page that its plan has changed, by server-sent events. A link that is revoked or expires ends
/// its streams.</summary>
public static class StreamSharedPlan
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/events", HandleAsync)
            .WithName(nameof(StreamSharedPlan))
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static async Task HandleAsync(
        string token,
        HttpContext http,
        ShareLinkAuthorizer links,
        PlanWatch watch,
        SharedPages pages,
        CancellationToken ct
    )
    {
        if (await links.OpenAsync(token, "watch", null, http.Request, ct) is not { } link)
        {
            await (await pages.NotFoundAsync()).ExecuteAsync(http);
            return;
        }

        if (watch.TryJoin(link.Id, link.PlanId) is not { } viewer)
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "30";
            return;
        }

        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            await http.Response.WriteAsync("retry: 5000\n\n", ct);
            await http.Response.Body.FlushAsync(ct);
            while (await NextAsync(viewer.Reader, ct) is { } line)
            {
                await http.Response.WriteAsync(line, ct);
                await http.Response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            watch.Leave(link.Id, viewer);
        }
    }

    /// <returns>What to write next; null after the last.</returns>
    private static async Task<string?> NextAsync(ChannelReader<int> versions, CancellationToken ct)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(ct);
        soon.CancelAfter(Heartbeat);
        try
        {
            if (!await versions.WaitToReadAsync(soon.Token))
                return null;
            return versions.TryRead(out var version)
                ? version == PlanWatch.Over
                    ? "event: closed\ndata: 0\n\n"
                    : string.Create(CultureInfo.InvariantCulture, $"event: changed\ndata: {version}\n\n")
                : ": \n\n";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ": still here\n\n";
        }
    }
}
