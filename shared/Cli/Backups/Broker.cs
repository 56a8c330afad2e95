using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Platform.Cli.Backups;

/// <summary>RabbitMQ, as a backup sees it: what is on its way, what lies aside, and its definitions.</summary>
internal sealed class Broker : IAsyncDisposable
{
    /// <summary>Queues whose messages nobody is about to handle; see <c>./platform dead-letters</c> and
    /// <c>shared/docs/operating.md</c>.</summary>
    private static readonly string[] Aside = ["_error", "_skipped", "_parked"];

    private static readonly string[] Definitions = ["exchanges", "queues", "bindings", "policies"];

    private readonly HttpClient _management;
    private readonly IConnection _connection;
    private IChannel _channel;

    private Broker(HttpClient management, IConnection connection, IChannel channel) =>
        (_management, _connection, _channel) = (management, connection, channel);

    public static async Task<Broker> ConnectAsync(string address, string management, CancellationToken ct)
    {
        var uri = new Uri(management);
        var http = new HttpClient { BaseAddress = new UriBuilder(uri) { UserName = "", Password = "" }.Uri };
        http.DefaultRequestHeaders.Authorization = new(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo)))
        );
        var factory = new ConnectionFactory { Uri = new Uri(address), ClientProvidedName = "platform backup" };
        var connection = await factory.CreateConnectionAsync(ct);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            ct
        );
        return new Broker(http, connection, channel);
    }

    /// <summary>Messages in queues or with consumers, but for those that lie aside.</summary>
    public async Task<long> OnTheirWayAsync(CancellationToken ct)
    {
        var queues = await QueuesAsync(ct);
        var found = 0L;
        foreach (var queue in queues.Where(queue => !IsAside(queue.Name)))
        {
            // The broker's own answer for those that wait; those with consumers are counted by the management alone,
            // some seconds late.
            var waiting = await _channel.MessageCountAsync(queue.Name, ct);
            found += Math.Max(waiting, queue.Messages);
        }
        return found;
    }

    /// <summary>Takes what lies aside, without taking it away: it is back when <see cref="ReturnAsync"/> or the end of
    /// this gives it back, and does not move until then.</summary>
    public async Task<IReadOnlyList<KeptMessage>> HoldAsync(CancellationToken ct)
    {
        var kept = new List<KeptMessage>();
        foreach (var queue in (await QueuesAsync(ct)).Where(queue => IsAside(queue.Name)))
        {
            while (await _channel.BasicGetAsync(queue.Name, autoAck: false, ct) is { } message)
                kept.Add(Keep(queue.Name, message));
        }
        return kept;
    }

    public async Task ReturnAsync(CancellationToken ct)
    {
        await _channel.DisposeAsync();
        _channel = await _connection.CreateChannelAsync(cancellationToken: ct);
    }

    /// <summary>Exchanges, queues, bindings and policies; no users, and no queue that goes with its consumer.</summary>
    public async Task<JsonObject> DefinitionsAsync(CancellationToken ct)
    {
        var all = await _management.GetFromJsonAsync<JsonObject>("api/definitions/%2F", ct) ?? [];
        var passing = Of("queues")
            .Where(queue => queue["auto_delete"]?.GetValue<bool>() == true)
            .Select(Name)
            .ToHashSet();
        var kept = new JsonObject();
        foreach (var kind in Definitions)
            kept[kind] = new JsonArray([
                .. Of(kind)
                    .Where(one => !(kind == "queues" && passing.Contains(Name(one))))
                    .Where(one => !passing.Contains(one["destination"]?.GetValue<string>()))
                    .Select(one => one.DeepClone()),
            ]);
        return kept;

        IEnumerable<JsonObject> Of(string kind) => (all[kind]?.AsArray() ?? []).OfType<JsonObject>();

        static string? Name(JsonObject one) => one["name"]?.GetValue<string>();
    }

    public async Task DefineAsync(JsonObject definitions, CancellationToken ct)
    {
        using var answer = await _management.PostAsJsonAsync("api/definitions/%2F", definitions, ct);
        if (!answer.IsSuccessStatusCode)
            throw new CommandFailedException(
                $"RabbitMQ refuses the definitions: {await answer.Content.ReadAsStringAsync(ct)}"
            );
    }

    public async Task PutAsync(KeptMessage message, CancellationToken ct)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            MessageId = message.MessageId,
            ContentType = message.ContentType,
            Headers = message.Headers.ToDictionary(
                header => header.Key,
                header => (object?)header.Value,
                StringComparer.Ordinal
            ),
        };
        if (message.Expiration is not null)
            properties.Expiration = message.Expiration;
        await _channel.BasicPublishAsync("", message.Queue, mandatory: true, properties, message.Body, ct);
    }

    private static KeptMessage Keep(string queue, BasicGetResult message) =>
        new(
            queue,
            message.BasicProperties.MessageId,
            message.BasicProperties.ContentType,
            message.BasicProperties.Expiration,
            (message.BasicProperties.Headers ?? new Dictionary<string, object?>())
                // The broker's own notes of where it has been.
                .Where(header => !header.Key.StartsWith("x-", StringComparison.Ordinal))
                .ToDictionary(header => header.Key, header => Text(header.Value), StringComparer.Ordinal),
            message.Body.ToArray()
        );

    private static string Text(object? value) =>
        value is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static bool IsAside(string queue) =>
        Array.Exists(Aside, ending => queue.EndsWith(ending, StringComparison.Ordinal));

    private async Task<List<Queue>> QueuesAsync(CancellationToken ct) =>
        await _management.GetFromJsonAsync<List<Queue>>("api/queues/%2F?columns=name,messages,exclusive", ct) is { } all
            ? all.FindAll(queue => !queue.Exclusive)
            : [];

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        _management.Dispose();
    }

    private sealed record Queue(string Name, long Messages, bool Exclusive);
}
