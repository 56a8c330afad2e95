using System.Diagnostics;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Contracts;
using Platform.ServiceKit.Hosting;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Publishes what the outbox holds: one sender per database at a time (an advisory lock elects it), in order within a
/// key, keys in parallel. A row is deleted only after the broker confirmed it; a crash in between sends the same
/// message id again, which inboxes ignore. Measured against <c>skip locked</c> and cursors in <c>style.md</c>'s figures.
/// </summary>
internal sealed partial class OutboxRelay(NpgsqlDataSource source, IBusControl bus, OutboxSignal signal, OutboxMetrics metrics, ILogger<OutboxRelay> logger) : RepeatedWork(PollInterval, logger)
{
    private const int BatchSize = 100;
    private const int MaxAttempts = 20;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BatchBudget = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (bus.CheckHealth().Status == BusHealthStatus.Healthy && await RelayBatchAsync(ct) == BatchSize)
        {
        }
    }

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(PollInterval, ct);

    private async Task<int> RelayBatchAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(ElectSender, transaction: transaction, cancellationToken: ct))) return 0;

        var rows = (await connection.QueryAsync<OutboxRow>(new CommandDefinition(ClaimDue, new { BatchSize }, transaction, cancellationToken: ct))).AsList();
        if (rows.Count < BatchSize)
            rows.AddRange(await connection.QueryAsync<OutboxRow>(new CommandDefinition(ClaimBulk, new { BatchSize = BatchSize - rows.Count }, transaction, cancellationToken: ct)));
        if (rows.Count == 0) return 0;

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(ct);
        budget.CancelAfter(BatchBudget);
        await Task.WhenAll(rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).Select(key => SendInOrderAsync(key, budget.Token)));

        await SettleAsync(connection, transaction, rows, ct);
        // Once sent, the deletion must not be undone by a shutdown in this very moment.
        await transaction.CommitAsync(CancellationToken.None);
        return rows.Count;
    }

    /// <summary>Stops at the first failure: what follows in the same key waits for it.</summary>
    private async Task SendInOrderAsync(IEnumerable<OutboxRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            if (!await TrySendAsync(row, ct)) return;
        }
    }

    private async Task<bool> TrySendAsync(OutboxRow row, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var type = EventCatalogue.Find(row.Type) ?? throw new UnsendableException($"No event is called {row.Type}.");
            var message = JsonSerializer.Deserialize(row.Payload, type, ContractJson.Options) ?? throw new UnsendableException("The payload is null.");

            using var activity = StartActivity(row);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(PublishTimeout);
            await bus.Publish(message, type, context => context.MessageId = row.MessageId, timeout.Token);

            row.Outcome = OutboxOutcome.Sent;
            metrics.Published(Stopwatch.GetElapsedTime(started));
            return true;
        }
        catch (Exception exception) when (exception is UnsendableException or JsonException)
        {
            (row.Outcome, row.Error) = (OutboxOutcome.Dead, exception.Message);
            return true; // A message that can never be sent does not hold up its neighbours.
        }
        catch (Exception exception)
        {
            var brokerAway = bus.CheckHealth().Status != BusHealthStatus.Healthy;
            row.Outcome = brokerAway ? OutboxOutcome.Untried : row.Attempts + 1 >= MaxAttempts ? OutboxOutcome.Dead : OutboxOutcome.Failed;
            row.Error = exception.Message;
            return false;
        }
    }

    private async Task SettleAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, List<OutboxRow> rows, CancellationToken ct)
    {
        var dead = rows.Where(row => row.Outcome == OutboxOutcome.Dead).ToList();
        foreach (var row in dead)
        {
            await connection.ExecuteAsync(new CommandDefinition(Bury, new { row.Seq, row.Error }, transaction, cancellationToken: ct));
            LogDead(row.Type, row.MessageId, row.Error);
            metrics.Died();
        }

        foreach (var row in rows.Where(row => row.Outcome == OutboxOutcome.Failed))
        {
            await connection.ExecuteAsync(new CommandDefinition(BackOff, new { row.Seq, row.Error, Seconds = BackOffSeconds(row.Attempts) }, transaction, cancellationToken: ct));
            LogFailed(row.Type, row.MessageId, row.Error);
        }

        var sent = rows.Where(row => row.Outcome == OutboxOutcome.Sent).Select(row => row.Seq).ToArray();
        await connection.ExecuteAsync(new CommandDefinition("delete from messaging.outbox_message where seq = any(@sent)", new { sent }, transaction, cancellationToken: ct));
    }

    /// <summary>Exponential from 1 s, capped at 5 minutes, with jitter.</summary>
    private static double BackOffSeconds(int attempts) => Math.Min(300, Math.Pow(2, attempts)) * (0.5 + (Random.Shared.NextDouble() / 2));

    private static Activity? StartActivity(OutboxRow row)
    {
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Headers);
        return headers?.GetValueOrDefault("traceparent") is { } parent
            ? OutboxMetrics.Source.StartActivity($"outbox {row.Type}", ActivityKind.Producer, parent)
            : null;
    }

    private const string ElectSender = "select pg_try_advisory_xact_lock(hashtext('messaging.outbox'))";

    private const string Due = """
        select seq, message_id, type, partition_key, payload::text as payload, headers::text as headers, attempts
        from messaging.outbox_message due
        where visible_at <= now()
          and not exists (
              select 1 from messaging.outbox_message earlier
              where earlier.attempts > 0 and earlier.visible_at > now()
                and earlier.partition_key = due.partition_key and earlier.seq < due.seq)
        """;

    private const string ClaimDue = $"""
        {Due}
          and not bulk
        order by seq
        limit @BatchSize
        """;

    // Telling thousands of events costs every service as much as making them: a file goes in first, then the news of it.
    private const string ClaimBulk = $"""
        {Due}
          and bulk
          and ((select created_at from messaging.outbox_message where bulk order by seq desc limit 1) < now() - interval '2 seconds'
            or (select created_at from messaging.outbox_message where bulk order by seq limit 1) < now() - interval '60 seconds')
        order by seq
        limit @BatchSize
        """;

    private const string BackOff = """
        update messaging.outbox_message
        set attempts = attempts + 1, last_error = @Error, visible_at = now() + make_interval(secs => @Seconds)
        where seq = @Seq
        """;

    private const string Bury = """
        with gone as (delete from messaging.outbox_message where seq = @Seq returning *)
        insert into messaging.outbox_dead (seq, message_id, type, partition_key, payload, headers, created_at, attempts, last_error)
        select seq, message_id, type, partition_key, payload, headers, created_at, attempts + 1, @Error from gone
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Publishing {Type} {MessageId} failed: {Error}")]
    private partial void LogFailed(string type, Guid messageId, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} {MessageId} cannot be published and was put aside: {Error}")]
    private partial void LogDead(string type, Guid messageId, string? error);

    private sealed class UnsendableException(string message) : Exception(message);
}
