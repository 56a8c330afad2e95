using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.TestKit;

/// <summary>Hears what a service publishes on the real broker, as another service would:
/// <see cref="ServiceUnderTest{TProgram}.ListenToAsync{T}"/>.</summary>
public sealed class Listening<T> : IDisposable
    where T : DomainEvent
{
    private readonly ConcurrentQueue<T> _heard = new();
    private IConnection? _connection;

    /// <summary>The bus writes decimals as text, so that no digit is lost.</summary>
    private static readonly JsonSerializerOptions Wire = new(ContractJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    internal static async Task<Listening<T>> StartAsync(Uri virtualHost)
    {
        var listening = new Listening<T>();
        listening._connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync();
        var channel = await listening._connection.CreateChannelAsync();
        var exchange = EventCatalogue.NameOf(typeof(T));
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            using var envelope = JsonDocument.Parse(delivery.Body);
            listening._heard.Enqueue(envelope.RootElement.GetProperty("message").Deserialize<T>(Wire)!);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return listening;
    }

    public IReadOnlyCollection<T> Heard => _heard;

    public async Task<T> FirstAsync(Func<T, bool> wanted) =>
        (
            await Eventually.GetAsync(
                () => Task.FromResult(_heard.FirstOrDefault(wanted)),
                it => it is not null,
                $"{typeof(T).Name} is heard"
            )
        )!;

    public void Dispose() => _connection?.Dispose();
}
