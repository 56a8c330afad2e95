using System.Diagnostics;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Contracts;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Publishes what the outbox holds: one sender per database at a time (an advisory lock elects it), in order within a
/// key, keys in parallel. A row is deleted only after the broker confirmed it; a crash in between sends the same
/// message id again, which inboxes ignore. Measured against <c>skip locked</c> and cursors in <c>style.md</c>'s
/// figures. Only what a broker that takes messages refuses counts as an attempt; an event of a kind that this version
/// does not know waits for one that does, for a day at most, and what follows in its key waits with it.
/// </summary>
internal sealed partial class OutboxRelay(
    NpgsqlDataSource source,
    IBusControl bus,
    BrokerIntake intake,
    OutboxSignal signal,
    OutboxMetrics metrics,
    ILogger<OutboxRelay> logger
) : PeriodicBackgroundService(PollInterval, logger)
{
    private const int BatchSize = 100;
    private const int MaxAttempts = 20;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BatchBudget = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IntakePatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>An alarm, most likely: no batch is started until it takes messages again.</summary>
    private bool _brokerRefuses;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (_brokerRefuses && !await intake.TakesAsync(IntakePatience, ct))
            return;
        if (_brokerRefuses)
            LogTakesAgain();
        _brokerRefuses = false;
        while (IsBusHealthy && await RelayBatchAsync(ct) == BatchSize && !_brokerRefuses) { }
    }

    private bool IsBusHealthy => bus.CheckHealth().Status == BusHealthStatus.Healthy;

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(PollInterval, ct);

    private async Task<int> RelayBatchAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (
            !await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(ElectSender, transaction: transaction, cancellationToken: ct)
            )
        )
            return 0;

        var rows = (
            await connection.QueryAsync<OutboxRow>(
                new CommandDefinition(ClaimDue, new { BatchSize }, transaction, cancellationToken: ct)
            )
        ).AsList();
        if (rows.Count < BatchSize)
            rows.AddRange(
                await connection.QueryAsync<OutboxRow>(
                    new CommandDefinition(
                        ClaimBulk,
                        new { BatchSize = BatchSize - rows.Count },
                        transaction,
                        cancellationToken: ct
                    )
                )
            );
        if (rows.Count == 0)
            return 0;

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(ct);
        budget.CancelAfter(BatchBudget);
        await Task.WhenAll(
            rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
                .Select(key => SendInOrderAsync(key, budget.Token))
        );

        if (rows.Any(WasNotTaken))
            await BlameAsync(rows, ct);
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
            if (!await TrySendAsync(row, ct))
                return;
        }
    }

    private async Task<bool> TrySendAsync(OutboxRow row, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var type = EventCatalogue.Find(row.Type)
                ?? throw new UnknownEventException($"No event is called {row.Type}.");
            var message = JsonSerializer.Deserialize(row.Payload, type, ContractJson.Options)
                ?? throw new JsonException("The payload is null.");

            using var activity = StartActivity(row);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(PublishTimeout);
            await bus.Publish(message, type, context => context.MessageId = row.MessageId, timeout.Token);

            row.Outcome = OutboxOutcome.Sent;
            metrics.Published(Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is UnknownEventException or JsonException)
        {
            row.Outcome = row.IsOld ? OutboxOutcome.Dead : OutboxOutcome.Unknown;
            row.Error = exception.Message;
        }
        catch (Exception exception)
        {
            // Neither a time-out nor a broker that says no (a queue without its leader, or full) is a fault of the
            // message.
            row.Outcome = exception is OperationCanceledException or MessageNotAcknowledgedException
                ? OutboxOutcome.Unconfirmed
                : OutboxOutcome.Failed;
            row.Error = exception.Message;
        }

        return row.Outcome is OutboxOutcome.Sent or OutboxOutcome.Dead;
    }

    private static bool WasNotTaken(OutboxRow row) => row.Outcome is OutboxOutcome.Failed or OutboxOutcome.Unconfirmed;

    /// <summary>The broker's fault, or the message's? A broker that takes nothing from anybody is away, whatever the
    /// bus believes.</summary>
    private async Task BlameAsync(List<OutboxRow> rows, CancellationToken ct)
    {
        _brokerRefuses = !IsBusHealthy || !await intake.TakesAsync(IntakePatience, ct);
        if (_brokerRefuses)
            LogRefuses(rows.Find(WasNotTaken)?.Error);
        foreach (var row in rows.Where(WasNotTaken))
        {
            if (_brokerRefuses)
                row.Outcome = OutboxOutcome.Untried;
            else if (row.Outcome == OutboxOutcome.Failed && row.Attempts + 1 >= MaxAttempts)
                row.Outcome = OutboxOutcome.Dead;
        }
    }

    private async Task SettleAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<OutboxRow> rows,
        CancellationToken ct
    )
    {
        var dead = rows.Where(row => row.Outcome == OutboxOutcome.Dead).ToList();
        foreach (var row in dead)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(Bury, new { row.Seq, row.Error }, transaction, cancellationToken: ct)
            );
            LogDead(row.Type, row.MessageId, row.Error);
            metrics.Died();
        }

        foreach (var row in rows.Where(row => row.Outcome == OutboxOutcome.Failed))
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    BackOff,
                    new
                    {
                        row.Seq,
                        row.Error,
                        Seconds = BackOffSeconds(row.Attempts),
                    },
                    transaction,
                    cancellationToken: ct
                )
            );
            LogFailed(row.Type, row.MessageId, row.Error);
        }

        foreach (var row in rows.Where(row => row.Outcome is OutboxOutcome.Unconfirmed or OutboxOutcome.Unknown))
        {
            await connection.ExecuteAsync(
                new CommandDefinition(Wait, new { row.Seq, row.Error }, transaction, cancellationToken: ct)
            );
            if (row.Attempts == 0)
                LogWaits(row.Type, row.MessageId, row.Error);
        }

        var sent = rows.Where(row => row.Outcome == OutboxOutcome.Sent).Select(row => row.Seq).ToArray();
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from messaging.outbox_message where seq = any(@sent)",
                new { sent },
                transaction,
                cancellationToken: ct
            )
        );
    }

    /// <summary>Exponential from 1 s, capped at 5 minutes, with jitter.</summary>
    private static double BackOffSeconds(int attempts) =>
        Math.Min(300, Math.Pow(2, attempts)) * (0.5 + (Random.Shared.NextDouble() / 2));

    private static Activity? StartActivity(OutboxRow row)
    {
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Headers);
        return headers?.GetValueOrDefault("traceparent") is { } parent
            ? OutboxMetrics.Source.StartActivity($"outbox {row.Type}", ActivityKind.Producer, parent)
            : null;
    }

    private const string ElectSender = "select pg_try_advisory_xact_lock(hashtext('messaging.outbox'))";

    private const string Due = """
        select seq, message_id, type, partition_key, payload::text as payload, headers::text as headers, attempts,
               created_at < now() - interval '1 day' as is_old
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

    // Telling thousands of events costs every service as much as making them: a file goes in first, then the news of
    // it.
    private const string ClaimBulk = $"""
        {Due}
          and bulk
          and (
            (select created_at from messaging.outbox_message where bulk order by seq desc limit 1)
              < now() - interval '2 seconds'
            or (select created_at from messaging.outbox_message where bulk order by seq limit 1)
              < now() - interval '60 seconds')
        order by seq
        limit @BatchSize
        """;

    private const string BackOff = """
        update messaging.outbox_message
        set attempts = attempts + 1, last_error = @Error, visible_at = now() + make_interval(secs => @Seconds)
        where seq = @Seq
        """;

    // Also of one attempt: so those behind it in its key find it waiting.
    private const string Wait = """
        update messaging.outbox_message
        set attempts = greatest(attempts, 1), last_error = @Error,
            visible_at = now() + make_interval(secs => 5 + 5 * random())
        where seq = @Seq
        """;

    private const string Bury = """
        with gone as (delete from messaging.outbox_message where seq = @Seq returning *)
        insert into messaging.outbox_dead (seq, message_id, type, partition_key, payload, headers, created_at, attempts,
            last_error)
        select seq, message_id, type, partition_key, payload, headers, created_at, attempts + 1, @Error from gone
        """;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Publishing {Type} {MessageId} failed: {Error}")]
    private partial void LogFailed(string type, Guid messageId, string? error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Type} {MessageId} cannot be published and was put aside: {Error}"
    )]
    private partial void LogDead(string type, Guid messageId, string? error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Type} {MessageId} waits, for a version that knows it or a broker that confirms it: {Error}"
    )]
    private partial void LogWaits(string type, Guid messageId, string? error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "RabbitMQ takes no messages ({Error}): most likely an alarm of memory or disk. Changes stay in the "
            + "outbox"
    )]
    private partial void LogRefuses(string? error);

    [LoggerMessage(Level = LogLevel.Information, Message = "RabbitMQ takes messages again")]
    private partial void LogTakesAgain();

    private sealed class UnknownEventException(string message) : Exception(message);
}
