using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Competing consumers of the usage queue. Each takes all that waits (no lingering), stores it in one transaction and
/// acknowledges after the commit: killed in between, the broker delivers again
/// and the ledger drops what was stored.
/// </summary>
public sealed partial class UsageConsumer(
    UsageQueue queue,
    UsageWriter writer,
    ScoringSignal signal,
    IngestionLoad load,
    IOptions<UsageOptions> options,
    ILogger<UsageConsumer> logger
) : BackgroundService
{
    private static readonly Meter Meter = new("Platform.HealthScoring");
    private static readonly Counter<long> Stored = Meter.CreateCounter<long>(
        "usage.events.stored",
        "{event}",
        "Events stored for the first time"
    );
    private static readonly Counter<long> Repeated = Meter.CreateCounter<long>(
        "usage.events.repeated",
        "{event}",
        "Events dropped as repeats"
    );
    private static readonly Counter<long> DeadLettered = Meter.CreateCounter<long>(
        "usage.messages.dead_lettered",
        "{message}",
        "Messages that nothing could be done with"
    );

    private const int AttemptsAtPoison = 5;

    private readonly record struct Delivery(ulong Tag, BatchMessage? Message, ActivityContext Sent);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Consumers).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken stopping)
    {
        var pause = TimeSpan.FromMilliseconds(200);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(() => pause = TimeSpan.FromMilliseconds(200), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogLost(pause.TotalSeconds, exception);
            }
            await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = TimeSpan.FromSeconds(Math.Min(5, pause.TotalSeconds * 2));
        }
    }

    private async Task ConsumeAsync(Action connected, CancellationToken stopping)
    {
        var connection = await queue.ConnectAsync("consumer", stopping);
        try
        {
            await ConsumeAsync(connection, connected, stopping);
        }
        finally
        {
            await connection.EndAsync();
        }
    }

    private async Task ConsumeAsync(IConnection connection, Action connected, CancellationToken stopping)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        await queue.DeclareAsync(channel, stopping);
        await channel.BasicQosAsync(0, (ushort)(2 * options.Value.MessagesPerTransaction), global: false, stopping);

        var waiting = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            waiting.Writer.TryComplete(new IOException($"The broker closed the channel: {reason.ReplyText}"));
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            waiting.Writer.TryWrite(
                new Delivery(
                    delivery.DeliveryTag,
                    TryDecode(delivery.Body),
                    UsageTracing.ContextOf(delivery.BasicProperties)
                )
            );
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(UsageQueue.Name, autoAck: false, consumer, stopping);
        connected();

        var taken = new List<Delivery>();
        while (await waiting.Reader.WaitToReadAsync(stopping))
        {
            taken.Clear();
            while (taken.Count < options.Value.MessagesPerTransaction && waiting.Reader.TryRead(out var delivery))
                taken.Add(delivery);
            // Once begun, a transaction is finished also while the process is asked to stop.
            var began = Stopwatch.GetTimestamp();
            await StoreAsync(channel, taken);
            load.Worked(began);
        }
    }

    private async Task StoreAsync(IChannel channel, List<Delivery> taken)
    {
        foreach (var broken in taken.Where(d => d.Message is null))
            await DeadLetterAsync(channel, broken.Tag);
        var good = taken.Where(d => d.Message is not null).ToList();
        if (good.Count == 0)
            return;
        if (!await TryWriteAsync(good)) // One of them poisons the rest: one by one, so that its neighbours are stored.
            foreach (var delivery in good)
                if (await TryWriteAsync([delivery]))
                    await channel.BasicAckAsync(delivery.Tag, multiple: false);
                else
                    await DeadLetterAsync(channel, delivery.Tag);
        else
            await channel.BasicAckAsync(good[^1].Tag, multiple: true);
    }

    /// <summary>False where the data itself cannot be stored. A database that is away is waited for, as long as it
    /// takes.</summary>
    private async Task<bool> TryWriteAsync(List<Delivery> deliveries)
    {
        var messages = deliveries.ConvertAll(d => d.Message!);
        using var store = UsageTracing.StartStore(deliveries.ConvertAll(d => d.Sent));
        var pause = TimeSpan.FromMilliseconds(100);
        for (var attempt = 1; ; )
        {
            try
            {
                var stored = await writer.WriteAsync(messages, CancellationToken.None);
                Stored.Add(stored);
                Repeated.Add(messages.Sum(m => m.Events.Length) - stored);
                if (stored > 0)
                    signal.Set();
                return true;
            }
            catch (Exception exception) when (IsAway(exception))
            {
                LogWaiting(exception.Message);
            }
            catch (Exception exception)
            {
                LogFailed(deliveries.Count, attempt, exception);
                if (attempt++ == AttemptsAtPoison)
                    return false;
            }
            await Task.Delay(pause);
            pause = TimeSpan.FromSeconds(Math.Min(2, pause.TotalSeconds * 2));
        }
    }

    private static bool IsAway(Exception exception) =>
        exception is TimeoutException or NpgsqlException { IsTransient: true }
        || exception is NpgsqlException and not PostgresException
        || exception
            is PostgresException
            {
                SqlState: "57P01" or "57P02" or "57P03" or "53300" or "53100" or "58030" or "25006"
            };

    private async Task DeadLetterAsync(IChannel channel, ulong tag)
    {
        DeadLettered.Add(1);
        LogDeadLettered(UsageQueue.ErrorName);
        await channel.BasicNackAsync(tag, multiple: false, requeue: false);
    }

    private BatchMessage? TryDecode(ReadOnlyMemory<byte> body)
    {
        try
        {
            return BatchMessage.Decode(body.Span);
        }
        catch (InvalidDataException exception)
        {
            LogUnreadable(body.Length, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage queue is out of reach; again in {Seconds} s")]
    private partial void LogLost(double seconds, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage waits for the database: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Storing {Messages} usage messages failed (attempt {Attempt})")]
    private partial void LogFailed(int messages, int attempt, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A usage message of {Bytes} bytes cannot be read")]
    private partial void LogUnreadable(int bytes, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A usage message was put aside in {Queue}")]
    private partial void LogDeadLettered(string queue);
}
