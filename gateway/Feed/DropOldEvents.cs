using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>Keeps the log as long as someone may ask for it; deletes in bounded batches.</summary>
public sealed class DropOldEvents(Database database, IOptions<FeedOptions> options, ILogger<DropOldEvents> log)
    : PeriodicBackgroundService(TimeSpan.FromMinutes(5), log)
{
    private const int BatchSize = 10_000;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var batch = new { Days = options.Value.KeepDays, BatchSize };
        while (await database.ExecuteAsync(Drop, batch, ct) == BatchSize) { }
    }

    private const string Drop = """
        delete from event_log where seq in (
            select seq from event_log where recorded_at < now() - make_interval(days => @Days)
                order by seq limit @BatchSize)
        """;
}
