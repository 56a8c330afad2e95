using System.Net.Http.Json;
using System.Text;
using RabbitMQ.Client;

namespace Platform.Cli.DeadLetters;

/// <summary>
/// The broker's queues of failed messages: MassTransit moves what a consumer gave up on to <c>QUEUE_error</c>, and what
/// no consumer wanted to <c>QUEUE_skipped</c>. The management interface names the queues; messages are read and moved
/// over AMQP, where a message is only taken from its place once the broker has confirmed it in the other.
/// </summary>
public sealed class DeadQueues(string broker, string management)
{
    private static readonly string[] Endings = ["_error", "_skipped"];

    public async Task<IReadOnlyList<DeadQueue>> ListAsync(CancellationToken ct)
    {
        var address = new Uri(management);
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)))
        );
        var host = VirtualHost();
        // The management interface's counts lag by seconds; the broker itself is asked for them.
        var names = await http.GetFromJsonAsync<List<QueueName>>(
            $"/api/queues/{Uri.EscapeDataString(host)}?columns=name",
            ct
        ) ?? [];
        await using var connection = await ConnectAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var queues = new List<DeadQueue>();
        foreach (
            var name in names
                .Select(queue => queue.Name)
                .Where(name => Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)
        )
            queues.Add(new(name, await channel.MessageCountAsync(name, ct)));
        return queues;
    }

    /// <summary>Looks at messages without taking them: they go back to their places when the channel closes.</summary>
    public async Task<IReadOnlyList<DeadLetter>> PeekAsync(string queue, int limit, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var letters = new List<DeadLetter>();
        while (letters.Count < limit && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } message)
            letters.Add(Describe(queue, message));
        return letters;
    }

    /// <summary>Puts every message that is there now back into the queue that it came from.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(string queue, CancellationToken ct)
    {
        var target = Endings
            .Where(ending => queue.EndsWith(ending, StringComparison.Ordinal))
            .Select(ending => queue[..^ending.Length])
            .First();
        await using var connection = await ConnectAsync(ct);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            ct
        );
        // Only as many as there are at the start: one that fails at once again would otherwise be replayed for ever.
        var waiting = await channel.MessageCountAsync(queue, ct);
        var moved = 0;
        for (; moved < waiting && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } message; moved++)
        {
            await channel.BasicPublishAsync(
                "",
                target,
                mandatory: true,
                WithoutFault(message.BasicProperties),
                message.Body,
                ct
            );
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, ct);
        }

        return moved;
    }

    private static BasicProperties WithoutFault(IReadOnlyBasicProperties read)
    {
        var properties = new BasicProperties(read) { Persistent = true };
        if (properties.Headers is { } headers)
            properties.Headers = headers
                .Where(header => !header.Key.StartsWith("MT-", StringComparison.Ordinal))
                .ToDictionary();
        return properties;
    }

    private static DeadLetter Describe(string queue, BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        return new(
            queue,
            message.BasicProperties.MessageId ?? "",
            Text(headers, "MT-Fault-MessageType") ?? message.BasicProperties.Type ?? "",
            DateTimeOffset.TryParse(
                Text(headers, "MT-Fault-Timestamp"),
                System.Globalization.CultureInfo.InvariantCulture,
                out var at
            )
                ? at
                : null,
            Text(headers, "MT-Fault-Message") ?? Text(headers, "MT-Reason") ?? ""
        );
    }

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value)
            ? value is byte[] bytes
                ? Encoding.UTF8.GetString(bytes)
                : value?.ToString()
            : null;

    private Task<IConnection> ConnectAsync(CancellationToken ct) =>
        new ConnectionFactory
        {
            Uri = new Uri(broker),
            ClientProvidedName = "platform dead-letters",
        }.CreateConnectionAsync(ct);

    private string VirtualHost()
    {
        var path = new Uri(broker).AbsolutePath.TrimStart('/');
        return path.Length == 0 ? "/" : Uri.UnescapeDataString(path);
    }

    private sealed record QueueName(string Name);
}
