using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Messaging;

/// <summary>Depth, age of the oldest row, dead count and publish time, under the meter <see cref="Name"/>.</summary>
public sealed class OutboxMetrics : IDisposable
{
    public const string Name = "Platform.Messaging";

    internal static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _dead;
    private readonly Histogram<double> _publishTime;
    private OutboxLevel _level = new();

    public OutboxMetrics()
    {
        _dead = _meter.CreateCounter<long>("outbox.dead");
        _publishTime = _meter.CreateHistogram<double>("outbox.publish.duration", "ms");
        _meter.CreateObservableGauge("outbox.depth", () => _level.Depth);
        _meter.CreateObservableGauge("outbox.oldest.age", () => _level.OldestSeconds, "s");
    }

    internal void Published(TimeSpan duration) => _publishTime.Record(duration.TotalMilliseconds);

    internal void Died() => _dead.Add(1);

    internal void Level(OutboxLevel level) => _level = level;

    public void Dispose() => _meter.Dispose();
}

internal sealed class OutboxLevel
{
    public long Depth { get; init; }
    public double OldestSeconds { get; init; }
}

/// <summary>Each minute: reads the level of the outbox, drops inbox rows older than 7 days and idempotency keys older than 24 h, in bounded batches.</summary>
internal sealed partial class MessagingHousekeeping(Database database, OutboxMetrics metrics, ILogger<MessagingHousekeeping> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                metrics.Level((await database.SingleOrDefaultAsync<OutboxLevel>(ReadLevel, ct: stoppingToken))!);
                await database.ExecuteAsync(DropInbox, ct: stoppingToken);
                await database.ExecuteAsync(DropKeys, ct: stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    private const string ReadLevel = "select count(*) as depth, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest_seconds from messaging.outbox_message";

    private const string DropInbox = """
        delete from messaging.inbox_message where ctid = any(array(
            select ctid from messaging.inbox_message where received_at < now() - interval '7 days' limit 10000))
        """;

    private const string DropKeys = """
        delete from messaging.idempotency_key where ctid = any(array(
            select ctid from messaging.idempotency_key where created_at < now() - interval '24 hours' limit 10000))
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messaging housekeeping failed; trying again in a minute")]
    private partial void LogFailed(Exception exception);
}
