using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.InApp;

/// <summary>Forgets after 30 days whether anchors were there.</summary>
internal sealed class DropOldAnchorChecks(Database database, TimeProvider clock) : IScheduledJob
{
    private const int Days = 30;

    public Task RunAsync(DateOnly today, CancellationToken ct) =>
        database.ExecuteAsync(
            "delete from anchor_check where event_id in (select event_id from anchor_check where at < @Before limit "
                + "10000)",
            new { Before = clock.GetUtcNow().AddDays(-Days) },
            ct
        );
}
