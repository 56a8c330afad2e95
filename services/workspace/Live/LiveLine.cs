using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Platform.Workspace.Api;

namespace Platform.Workspace.Live;

/// <summary>
/// One line to the gateway's stream for one person, shared by their tabs: what it brings is what the gateway lets them
/// see. It resumes where it broke off, and ends when the gateway no longer takes the person's token.
/// </summary>
internal sealed class LiveLine(GatewayApi api, string token, ILogger log)
{
    private const int Waiting = 500;
    private const string Types = "health-scoring.*,renewals.*,accounts.*,feedback.*,success-plans.*";
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private readonly List<Channel<LiveChange>> _tabs = [];
    private string? _position;

    /// <summary>A tab's end of the line. One that does not read loses the oldest, and reloads in time.</summary>
    public Channel<LiveChange> Open()
    {
        var tab = Channel.CreateBounded<LiveChange>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        lock (_tabs)
            _tabs.Add(tab);
        return tab;
    }

    /// <returns>Whether nobody is left.</returns>
    public bool Close(Channel<LiveChange> tab)
    {
        lock (_tabs)
        {
            _tabs.Remove(tab);
            return _tabs.Count == 0;
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!await FollowAsync(ct))
                {
                    Tell(new LiveChange("ended", "{}"));
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                log.LogDebug("The stream broke off: {Reason}", exception.Message);
            }

            Tell(new LiveChange("stale", "{}"));
            await Task.Delay(Again, ct);
        }
    }

    /// <returns>False once the gateway no longer takes the token.</returns>
    private async Task<bool> FollowAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/stream?types={Types}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (_position is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _position);
        using var answer = await api.OpenAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            return false;
        if (answer.StatusCode == HttpStatusCode.Gone)
            _position = null;
        answer.EnsureSuccessStatusCode();
        Tell(new LiveChange("fresh", "{}"));
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(ct)).EnumerateAsync(ct))
        {
            _position = item.EventId ?? _position;
            if (item.Data.Length > 0)
                Tell(new LiveChange(item.EventType, item.Data));
        }

        return true;
    }

    private void Tell(LiveChange change)
    {
        lock (_tabs)
            foreach (var tab in _tabs)
                tab.Writer.TryWrite(change);
    }
}
