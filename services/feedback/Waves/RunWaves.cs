using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Waves;

/// <summary>Opens waves whose time has come, closes those whose links have expired.</summary>
public sealed class RunWaves(Database database, WaveOpener opener, TimeProvider clock) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (
            var id in await database.QueryAsync<Guid>(
                "select id from wave where status = 'scheduled' and starts_at <= @now order by starts_at, id",
                new { now },
                ct
            )
        )
        {
            await using var work = await database.BeginAsync(ct);
            await opener.OpenAsync(work, id, now, ct);
            await work.CommitAsync();
        }

        await database.ExecuteAsync(
            "update wave set status = 'closed', version = version + 1 where status = 'open' and closes_at < @now",
            new { now },
            ct
        );
    }
}
