using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Messaging;

/// <summary>Each minute: reads the level of the outbox, drops inbox rows older than 7 days and idempotency keys older
/// than 24 h, in bounded batches.</summary>
internal sealed class MessagingHousekeeping(
    Database database,
    OutboxMetrics metrics,
    ILogger<MessagingHousekeeping> logger
) : PeriodicBackgroundService(TimeSpan.FromMinutes(1), logger)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        metrics.Level((await database.SingleOrDefaultAsync<OutboxLevel>(ReadLevel, ct: ct))!);
        await database.ExecuteAsync(DropInbox, ct: ct);
        await database.ExecuteAsync(DropKeys, ct: ct);
    }

    private const string ReadLevel =
        "select count(*) as depth, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as "
        + "oldest_seconds from messaging.outbox_message";

    private const string DropInbox = """
        delete from messaging.inbox_message where ctid = any(array(
            select ctid from messaging.inbox_message where received_at < now() - interval '7 days' limit 10000))
        """;

    private const string DropKeys = """
        delete from messaging.idempotency_key where ctid = any(array(
            select ctid from messaging.idempotency_key where created_at < now() - interval '24 hours' limit 10000))
        """;
}
