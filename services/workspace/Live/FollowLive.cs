using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;

namespace Platform.Workspace.Live;

/// <summary>What happens, for the pages that are open: server-sent events.</summary>
public static class FollowLive
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/data/live", HandleAsync).WithName(nameof(FollowLive));

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        LiveLines lines,
        IHostApplicationLifetime host,
        CancellationToken ct
    )
    {
        if (await http.GetTokenAsync("access_token") is not { } token)
            return TypedResults.Unauthorized();
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(lines, token, host, ct));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        LiveLines lines,
        string token,
        IHostApplicationLifetime host,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        await foreach (var change in lines.FollowAsync(token, ending.Token))
            yield return new SseItem<string>(change.Data, change.Kind);
    }
}
