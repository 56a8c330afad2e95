using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>Keeps the log as long as someone may ask for it: <c>Feed:KeepDays</c>, four by default, so that a webhook's
/// three days of tries find their events; and what webhooks were sent for <c>Webhooks:KeepDays</c>, thirty by default.
/// Deletes in bounded batches.</summary>
public sealed class DropOldEvents(Database database, IConfiguration configuration, ILogger<DropOldEvents> log)
    : PeriodicBackgroundService(TimeSpan.FromMinutes(5), log)
{
    private const int BatchSize = 10_000;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        await DropAsync(Drop, configuration.GetValue("Feed:KeepDays", 4), ct);
        await DropAsync(DropDeliveries, configuration.GetValue("Webhooks:KeepDays", 30), ct);
    }

    private async Task DropAsync(string batch, int days, CancellationToken ct)
    {
        while (await database.ExecuteAsync(batch, new { Days = days, BatchSize }, ct) == BatchSize) { }
    }

    private const string Drop = """
        delete from event_log where seq in (
            select seq from event_log where recorded_at < now() - make_interval(days => @Days)
                order by seq limit @BatchSize)
        """;

    private const string DropDeliveries = """
        delete from webhook_delivery where id in (
            select id from webhook_delivery
                where created_at < now() - make_interval(days => @Days) and status <> 'pending'
                order by created_at limit @BatchSize)
        """;
}
