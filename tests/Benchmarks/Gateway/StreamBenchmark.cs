using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using RabbitMQ.Client;

namespace Platform.Benchmarks.Gateway;

internal sealed record StreamSettings(int Clients, int EventsPerSecond, int Seconds);

/// <summary>
/// Thousands of clients on one gateway while events arrive at a steady rate. Every client that keeps up has to get each event once, in order (ids
/// only rise, which is the order per account too), while the gateway stays below 500 MB; clients that never read have to be cut off.
/// </summary>
internal static class StreamBenchmark
{
    private const int MemoryLimit = 500;
    private const int Accounts = 500;
    private static readonly string Exchange = EventCatalogue.NameOf(typeof(HealthScoreChanged));

    public static async Task<int> RunAsync(StreamSettings settings, CancellationToken ct)
    {
        await using var stack = new GatewayStack();
        await stack.StartAsync(ct);
        var gateway = new Uri(stack.Gateway);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var clients = new List<Reader>();
        foreach (var chunk in Enumerable.Range(0, settings.Clients).Chunk(100))
        {
            clients.AddRange(await Task.WhenAll(chunk.Select(_ => Reader.ConnectAsync(gateway, stack.Token, ct))));
        }

        Console.WriteLine($"  {clients.Count} clients are connected; the gateway holds {stack.GatewayMemory()} MB");
        var reading = clients.Select(client => client.ReadAsync(stop.Token)).ToList();
        var total = settings.EventsPerSecond * settings.Seconds;
        var peak = 0;
        var watch = Stopwatch.StartNew();
        var watching = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, stack.GatewayMemory());
                await Task.Delay(200, CancellationToken.None);
            }
        }, CancellationToken.None);

        await PublishAsync(stack.Broker, settings, ct);
        var published = watch.Elapsed;
        while (watch.Elapsed < published + TimeSpan.FromSeconds(60) && clients.Exists(client => client.Received < total && !client.Ended)) await Task.Delay(100, ct);
        var settled = watch.Elapsed;
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        await watching;

        var whole = clients.Count(client => client.Received == total && client.InOrder);
        var cut = clients.Count(client => client.Ended && client.Received < total);
        var wrong = clients.Count(client => !client.InOrder || client.Received > total || (!client.Ended && client.Received < total));
        Console.WriteLine($"  {total} events in {published.TotalSeconds:0.0} s ({total / published.TotalSeconds:0}/s), the last client had them after {settled.TotalSeconds:0.0} s: {(long)total * clients.Count / settled.TotalSeconds:N0} deliveries/s");
        Console.WriteLine($"  {whole} of {clients.Count} clients got each event once and in order, {cut} were cut off, {wrong} got something else; the gateway's peak was {peak} MB");
        var isReached = wrong == 0 && cut == 0 && peak < MemoryLimit;
        Console.WriteLine($"Live stream, {settings.Clients} clients and {settings.EventsPerSecond} events/s: {(isReached ? "reached" : "missed")} (each event once to every client, below {MemoryLimit} MB)");
        foreach (var client in clients) client.Dispose();
        return isReached ? 0 : 1;
    }

    private static async Task PublishAsync(string broker, StreamSettings settings, CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var accounts = Enumerable.Range(0, Accounts).Select(_ => Guid.CreateVersion7()).ToArray();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < settings.EventsPerSecond * settings.Seconds; i++)
        {
            var scored = new HealthScoreChanged(accounts[i % Accounts], 1 + (i / Accounts), i % 100, null, HealthBand.Yellow, null, [new HealthDriver("days_since_last_activity", 12.5m, "re-engage")], "smb", 1) { OccurredAt = DateTimeOffset.UtcNow, Actor = "bench" };
            await channel.BasicPublishAsync(Exchange, "", JsonSerializer.SerializeToUtf8Bytes(new { message = scored }, ContractJson.Options), ct);
            var due = TimeSpan.FromSeconds((i + 1.0) / settings.EventsPerSecond) - watch.Elapsed;
            if (due > TimeSpan.FromMilliseconds(5)) await Task.Delay(due, ct);
        }
    }

    /// <summary>A client on a bare socket: five thousand of anything heavier would measure themselves.</summary>
    private sealed class Reader(Socket socket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[16 * 1024];
        private long _last;
        private int _kept;

        public int Received { get; private set; }

        public bool InOrder { get; private set; } = true;

        public bool Ended { get; private set; }

        public static async Task<Reader> ConnectAsync(Uri gateway, string token, CancellationToken ct)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(gateway.Host, gateway.Port, ct);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /v1/stream HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n"), ct);
            var reader = new Reader(socket);
            // The first answer holds the position; events come after it.
            while (!Encoding.ASCII.GetString(reader._buffer, 0, reader._kept).Contains("retry:", StringComparison.Ordinal))
            {
                var read = await socket.ReceiveAsync(reader._buffer.AsMemory(reader._kept), ct);
                if (read == 0) throw new IOException("The gateway closed a new stream.");
                reader._kept += read;
            }

            reader._kept = 0;
            return reader;
        }

        public async Task ReadAsync(CancellationToken ct)
        {
            try
            {
                while (true)
                {
                    var read = await socket.ReceiveAsync(_buffer.AsMemory(_kept), ct);
                    if (read == 0) break;
                    _kept += read;
                    Scan();
                }
            }
            catch (SocketException)
            {
                // Cut off.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Ended = true;
        }

        /// <summary>Counts the ids of whole lines; what is left of a line waits for its rest.</summary>
        private void Scan()
        {
            var text = _buffer.AsSpan(0, _kept);
            while (text.IndexOf((byte)'\n') is var end and >= 0)
            {
                var line = text[..end];
                text = text[(end + 1)..];
                if (!line.StartsWith("id: "u8)) continue;
                var id = long.Parse(line[4..], CultureInfo.InvariantCulture);
                InOrder &= id > _last;
                _last = id;
                Received++;
            }

            // A line longer than the buffer is data, never an id.
            if (text.Length == _buffer.Length) text = [];
            text.CopyTo(_buffer);
            _kept = text.Length;
        }

        public void Dispose() => socket.Dispose();
    }
}
