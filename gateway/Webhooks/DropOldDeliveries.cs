using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Webhooks;

/// <summary>Keeps what webhooks were sent as long as their owners may look; deletes in bounded batches.</summary>
public sealed class DropOldDeliveries(
    Database database,
    IOptions<WebhookOptions> options,
    ILogger<DropOldDeliveries> log
) : PeriodicBackgroundService(TimeSpan.FromMinutes(5), log)
{
    private const int BatchSize = 10_000;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var batch = new { Days = options.Value.KeepDays, BatchSize };
        while (await database.ExecuteAsync(Drop, batch, ct) == BatchSize) { }
    }

    private const string Drop = """
        delete from webhook_delivery where id in (
            select id from webhook_delivery
                where created_at < now() - make_interval(days => @Days) and status <> 'pending'
                order by created_at limit @BatchSize)
        """;
}
