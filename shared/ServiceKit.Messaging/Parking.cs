using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Messages of a kind that this version does not know. While two versions run side by side, a queue that they share
/// gives the old one what only the new one understands. Such a message is laid aside in <c>{queue}_parked</c> and comes
/// back to its queue after <c>RabbitMq:ParkSeconds</c> (10), until a version takes it that knows it, for a day at most.
/// </summary>
public sealed partial class Parking(IConfiguration configuration, TimeProvider clock, ILogger<Parking> logger)
    : IAsyncDisposable
{
    private const string SinceHeader = "platform-parked-since";
    private const string ExchangeHeader = "platform-parked-exchange";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _pause = TimeSpan.FromSeconds(configuration.GetValue("RabbitMq:ParkSeconds", 10));
    private readonly SemaphoreSlim _turn = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>The exchange that a message first came from; it comes back from the parking queue by another.</summary>
    public static string ExchangeOf(string exchange, IReadOnlyBasicProperties properties) =>
        Text(properties, ExchangeHeader) ?? exchange;

    /// <summary>Returns when the broker has it in the parking queue: then it may be acknowledged.</summary>
    /// <returns>False where no version took it for a day: it is for the operator to look at.</returns>
    public async Task<bool> TryParkAsync(
        string queue,
        string exchange,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var since = long.TryParse(Text(properties, SinceHeader), CultureInfo.InvariantCulture, out var first)
            ? first
            : now;
        if (now - since > Longest.TotalMilliseconds)
            return false;

        var parked = new BasicProperties(properties)
        {
            Persistent = true,
            Expiration = ((long)_pause.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            Headers = new Dictionary<string, object?>(
                properties.Headers ?? new Dictionary<string, object?>(),
                StringComparer.Ordinal
            )
            {
                [SinceHeader] = since.ToString(CultureInfo.InvariantCulture),
                [ExchangeHeader] = ExchangeOf(exchange, properties),
            },
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        await _turn.WaitAsync(patience.Token);
        try
        {
            var channel = await ConnectAsync(patience.Token);
            await DeclareAsync(channel, queue, patience.Token);
            await channel.BasicPublishAsync("", NameFor(queue), mandatory: true, parked, body, patience.Token);
        }
        finally
        {
            _turn.Release();
        }

        if (since == now)
            LogParked(queue, parked.MessageId ?? "", ExchangeOf(exchange, properties), _pause.TotalSeconds);
        return true;
    }

    public static string NameFor(string queue) => $"{queue}_parked";

    private static Task<QueueDeclareOk> DeclareAsync(IChannel channel, string queue, CancellationToken ct) =>
        channel.QueueDeclareAsync(
            NameFor(queue),
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x-queue-type"] = "quorum",
                ["x-dead-letter-exchange"] = "",
                ["x-dead-letter-routing-key"] = queue,
                // It leaves this queue only when it stands in the other.
                ["x-dead-letter-strategy"] = "at-least-once",
                ["x-overflow"] = "reject-publish",
            },
            cancellationToken: ct
        );

    private async Task<IChannel> ConnectAsync(CancellationToken ct)
    {
        if (_channel is { IsOpen: true } open)
            return open;
        await CloseAsync();
        _connection = await BrokerConnection.Factory(configuration, "parking").CreateConnectionAsync(ct);
        _channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            ct
        );
        return _channel;
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.EndAsync();
    }

    private static string? Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) != true
            ? null
            : value as string ?? (value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _turn.Dispose();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Queue} brought {MessageId} of {Exchange}, unknown to this version: it comes again every {Seconds} s"
    )]
    private partial void LogParked(string queue, string messageId, string exchange, double seconds);
}
