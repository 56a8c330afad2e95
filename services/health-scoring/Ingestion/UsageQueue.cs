using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// The queue between ingestion and the consumers, and its connections. RabbitMQ.Client directly: this path moves
/// hundreds
/// of events in a message and needs confirms and acknowledgements of many at once.
/// </summary>
/// <param name="connections">Makes a factory of connections that the broker shows under the given name.</param>
/// <param name="options">Limits of the queue.</param>
public sealed class UsageQueue(Func<string, ConnectionFactory> connections, IOptions<UsageOptions> options)
{
    public const string Name = "health-scoring-usage";

    /// <summary>Where messages go that nothing can be done with; <c>./platform dead-letters</c> lists and replays
    /// them.</summary>
    public const string ErrorName = "health-scoring-usage_error";

    public async Task<IConnection> ConnectAsync(string purpose, CancellationToken ct)
    {
        // The users of a connection reconnect themselves: they have to restore their own state anyway.
        return await connections($"health-scoring {purpose}").CreateConnectionAsync(ct);
    }

    public async Task DeclareAsync(IChannel channel, CancellationToken ct)
    {
        await channel.QueueDeclareAsync(
            ErrorName,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: ct
        );
        await channel.QueueDeclareAsync(
            Name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-overflow"] = "reject-publish",
                ["x-max-length-bytes"] = options.Value.QueueBytes,
                ["x-dead-letter-exchange"] = "",
                ["x-dead-letter-routing-key"] = ErrorName,
                // Redelivery is what a killed replica leaves behind; it says nothing about the message.
                ["x-delivery-limit"] = 1000,
            },
            cancellationToken: ct
        );
    }
}
