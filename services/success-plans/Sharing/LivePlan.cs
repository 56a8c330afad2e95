using System.Globalization;
using System.Threading.Channels;

namespace Platform.SuccessPlans.Sharing;

/// <summary>Tells an open page that its plan has changed, by server-sent events. A link that is revoked or expires ends
/// its streams.</summary>
public static class LivePlan
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static async Task StreamAsync(
        string token,
        HttpContext http,
        ShareLinkAuthorizer door,
        PlanWatch watch,
        CancellationToken ct
    )
    {
        if (await door.OpenAsync(token, "watch", null, http.Request, ct) is not { } link)
        {
            await SharedRoutes.Gone().ExecuteAsync(http);
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
