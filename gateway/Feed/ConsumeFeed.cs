using System.Text.Json;
using System.Threading.Channels;
using Platform.Contracts;
using Platform.ServiceKit.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Gateway.Feed;

/// <summary>
/// Takes every event of the platform from one queue, <c>gateway-feed</c>. One instance at a time consumes (the broker
/// sees to it), so that the order per account is kept; it takes all that waits, up to 256 messages, into one
/// transaction and acknowledges after the commit. A message that cannot be read goes to <c>gateway-feed_error</c>; its
/// neighbours are stored. One that only a newer version knows waits for that version.
/// </summary>
internal sealed class ConsumeFeed(
    [FromKeyedServices(ConsumeFeed.Queue)] IConnectionFactory broker,
    RecordFeed record,
    Parking parking,
    FeedHealth health,
    ILogger<ConsumeFeed> log
) : BackgroundService
{
    public const string Queue = "gateway-feed";
    private const string ErrorQueue = "gateway-feed_error";
    private const int BatchSize = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private sealed record Delivery(ulong Tag, string Type, IReadOnlyBasicProperties Properties, byte[] Body);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Nothing was acknowledged that is not committed: the broker sends it again.
                log.LogWarning(
                    "The feed broke off: {Reason}; again in {Seconds} s",
                    exception.Message,
                    Pause.TotalSeconds
                );
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        var connection = await broker.CreateConnectionAsync(ct);
        try
        {
            await ConsumeAsync(connection, ct);
        }
        finally
        {
            await connection.EndAsync();
        }
    }

    private async Task ConsumeAsync(IConnection connection, CancellationToken ct)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await DeclareAsync(channel, ct);

        var waiting = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            // The body's memory is the client's again after this call.
            var type = Parking.ExchangeOf(delivered.Exchange, delivered.BasicProperties);
            var properties = new BasicProperties(delivered.BasicProperties);
            waiting.Writer.TryWrite(new Delivery(delivered.DeliveryTag, type, properties, delivered.Body.ToArray()));
            return Task.CompletedTask;
        };
        connection.ConnectionShutdownAsync += (_, reason) =>
        {
            waiting.Writer.TryComplete(new IOException(reason.ReplyText));
            return Task.CompletedTask;
        };
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            waiting.Writer.TryComplete(new IOException(reason.ReplyText));
            return Task.CompletedTask;
        };

        await channel.BasicQosAsync(0, BatchSize * 2, global: false, ct);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, ct);
        health.IsBound = true;

        var batch = new List<Delivery>(BatchSize);
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            while (batch.Count < BatchSize && waiting.Reader.TryRead(out var delivery))
                batch.Add(delivery);
            await SettleAsync(channel, batch, ct);
            batch.Clear();
        }
    }

    private async Task SettleAsync(IChannel channel, List<Delivery> batch, CancellationToken ct)
    {
        var messages = new List<FeedMessage>(batch.Count);
        ulong? settled = null;
        foreach (var delivery in batch)
        {
            try
            {
                messages.Add(FeedMessage.Read(delivery.Type, delivery.Body));
                settled = delivery.Tag;
            }
            catch (UnknownEventException)
            {
                // As good as stored: acknowledged with the batch.
                if (await parking.TryParkAsync(Queue, delivery.Type, delivery.Properties, delivery.Body, ct))
                    settled = delivery.Tag;
                else
                    await PutAsideAsync(channel, delivery, "no version of the gateway knew it for a day", ct);
            }
            catch (JsonException exception)
            {
                await PutAsideAsync(channel, delivery, exception.Message, ct);
            }
        }

        await record.RecordAsync(messages, ct);
        // What was put aside is no longer there to be acknowledged.
        if (settled is { } tag)
            await channel.BasicAckAsync(tag, multiple: true, CancellationToken.None);
    }

    private async Task PutAsideAsync(IChannel channel, Delivery delivery, string reason, CancellationToken ct)
    {
        const string message = "An event from {Exchange} cannot be read and goes to {ErrorQueue}: {Reason}";
        log.LogError(message, delivery.Type, ErrorQueue, reason);
        await channel.BasicRejectAsync(delivery.Tag, requeue: false, ct);
    }

    private static async Task DeclareAsync(IChannel channel, CancellationToken ct)
    {
        await channel.QueueDeclareAsync(
            ErrorQueue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" },
            cancellationToken: ct
        );
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x-queue-type"] = "quorum",
                ["x-single-active-consumer"] = true,
                ["x-dead-letter-exchange"] = "",
                ["x-dead-letter-routing-key"] = ErrorQueue,
            },
            cancellationToken: ct
        );
        foreach (var name in EventCatalogue.All.Select(EventCatalogue.NameOf))
        {
            // As the bus declares it, whoever of the two comes first.
            await channel.ExchangeDeclareAsync(
                name,
                ExchangeType.Fanout,
                durable: true,
                autoDelete: false,
                cancellationToken: ct
            );
            await channel.QueueBindAsync(Queue, name, routingKey: "", cancellationToken: ct);
        }
    }
}
