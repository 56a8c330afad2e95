using System.Threading.Channels;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Sharing;

/// <summary>Reads once a second the versions of all plans that are open in a browser, in one query.</summary>
public sealed class PlanWatch(Database database, TimeProvider clock, ILogger<PlanWatch> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(1), logger)
{
    /// <summary>In place of a version: the link is over.</summary>
    public const int Over = -1;

    private const int MostPerLink = 10;
    private const int MostInAll = 1_000;

    private readonly Lock _gate = new();
    private readonly List<Viewer> _viewers = [];

    /// <returns>Null where the link, or the service, has as many open pages as it may.</returns>
    public Channel<int>? TryJoin(Guid linkId, Guid planId)
    {
        lock (_gate)
        {
            if (_viewers.Count >= MostInAll || _viewers.Count(v => v.LinkId == linkId) >= MostPerLink)
                return null;
            // Only the newest version matters to who is slow.
            var channel = Channel.CreateBounded<int>(
                new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
            );
            _viewers.Add(new Viewer(linkId, planId, channel));
            return channel;
        }
    }

    public void Leave(Guid linkId, Channel<int> channel)
    {
        lock (_gate)
            _viewers.RemoveAll(v => v.LinkId == linkId && v.Channel == channel);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // An open page gets the end of the stream when the service stops, not a broken connection.
        CompleteAll();
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        List<Viewer> viewers;
        lock (_gate)
            viewers = [.. _viewers];
        if (viewers.Count == 0)
            return;
        var rows = await database.QueryAsync<Row>(
            Look,
            new { Links = viewers.Select(v => v.LinkId).Distinct().ToArray(), Now = clock.GetUtcNow() },
            ct
        );
        var versions = rows.ToDictionary(r => r.LinkId, r => r.Version);
        foreach (var viewer in viewers)
        {
            if (!versions.TryGetValue(viewer.LinkId, out var version))
            {
                viewer.Channel.Writer.TryWrite(Over);
                viewer.Channel.Writer.TryComplete();
            }
            else if (viewer.Seen != version)
            {
                // The first look only learns what the page shows already.
                if (viewer.Seen is not null)
                    viewer.Channel.Writer.TryWrite(version);
                viewer.Seen = version;
            }
        }
    }

    private void CompleteAll()
    {
        lock (_gate)
            foreach (var viewer in _viewers)
                viewer.Channel.Writer.TryComplete();
    }

    private sealed record Viewer(Guid LinkId, Guid PlanId, Channel<int> Channel)
    {
        public int? Seen { get; set; }
    }

    private sealed class Row
    {
        public Guid LinkId { get; init; }
        public int Version { get; init; }
    }

    private const string Look = """
        select l.id as link_id, p.version from share_link l join plan p on p.id = l.plan_id
            where l.id = any(@Links) and l.revoked_at is null and l.expires_at > @Now
        """;
}
