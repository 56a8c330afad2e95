using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using RabbitMQ.Client;

namespace Platform.Benchmarks.Gateway;

internal sealed record StreamSettings(int Clients, int EventsPerSecond, int Seconds);

/// <summary>
/// Thousands of clients on one gateway while events arrive at a steady rate. Every client that keeps up has to get each
/// event once, in order (ids only rise, which is the order per account too), while the gateway stays below 500 MB;
/// clients that never read have to be cut off.
/// </summary>
internal static class StreamBenchmark
{
    private const int MemoryLimit = 500;
    private const int Accounts = 500;

    /// <summary>Besides those that read: clients that never do. Between all the others they get large events, for the
    /// kernel's buffers hold megabytes.</summary>
    private const int Slow = 20;

    private static readonly string Exchange = EventCatalogue.NameOf(typeof(HealthScoreChanged));
    private static readonly string LargeExchange = EventCatalogue.NameOf(typeof(ActivityRecorded));

    public static async Task<int> RunAsync(StreamSettings settings, CancellationToken ct)
    {
        await using var stack = new GatewayStack();
        await stack.StartAsync(ct);
        var gateway = new Uri(stack.Gateway);
        var alone = stack.GatewayMemory();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var clients = new List<Reader>();
        foreach (var chunk in Enumerable.Range(0, settings.Clients).Chunk(100))
        {
            clients.AddRange(
                await Task.WhenAll(chunk.Select(_ => Reader.ConnectAsync(gateway, stack.Token, Exchange, ct)))
            );
        }

        var slow = await Task.WhenAll(
            Enumerable.Range(0, Slow).Select(_ => Reader.ConnectAsync(gateway, stack.Token, LargeExchange, ct))
        );
        Print(
            $"  {clients.Count} clients are connected, and {Slow} that never read; the gateway holds "
                + $"{stack.GatewayMemory()} MB, {alone} before them"
        );
        var reading = clients.Select(client => client.ReadAsync(stop.Token)).ToList();
        var total = settings.EventsPerSecond * settings.Seconds;
        var peak = 0;
        var watch = Stopwatch.StartNew();
        var watching = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    peak = Math.Max(peak, stack.GatewayMemory());
                    await Task.Delay(200, CancellationToken.None);
                }
            },
            CancellationToken.None
        );

        var busy = stack.GatewayProcessorTime();
        await PublishAsync(stack.Broker, settings, ct);
        var published = watch.Elapsed;
        while (
            watch.Elapsed < published + TimeSpan.FromSeconds(60)
            && clients.Exists(client => client.Received < total && !client.Ended)
        )
            await Task.Delay(100, ct);
        var settled = watch.Elapsed;
        busy = stack.GatewayProcessorTime() - busy;
        await stop.CancelAsync();
        await Task.WhenAll(reading);
        await watching;

        var (delivered, expected) = (clients.Sum(client => (long)client.Received), (long)total * clients.Count);
        var (misplaced, cut, slowCut) = (
            clients.Sum(client => client.Misplaced),
            clients.Count(client => client.Ended),
            slow.Count(client => client.IsCutOff())
        );
        Print(
            $"  {total} events in {published.TotalSeconds:0.0} s ({total / published.TotalSeconds:0}/s), the "
                + $"last client had them after {settled.TotalSeconds:0.0} s"
        );
        Print(
            $"  {delivered:N0} of {expected:N0} deliveries, {misplaced} out of order or twice, {cut} readers cut "
                + $"off; {slowCut} of {Slow} that never read cut off"
        );
        Print(
            $"  the gateway's peak was {peak} MB, its processor time {busy:0.0} s: {busy * 1e6 / delivered:0.00} "
                + $"µs a delivery"
        );
        var isReached = delivered == expected && misplaced == 0 && cut == 0 && slowCut == Slow && peak < MemoryLimit;
        Print(
            $"Live stream, {settings.Clients} clients and {settings.EventsPerSecond} events/s: "
                + $"{(isReached ? "reached" : "missed")} (each event once and in order to every client that reads, the "
                + $"others cut off, below {MemoryLimit} MB)"
        );
        foreach (var client in clients.Concat(slow))
            client.Dispose();
        return isReached ? 0 : 1;
    }

    private static readonly string Large = new('n', 25_000);

    private static void Print(string text) => Console.WriteLine(text);

    private static async Task PublishAsync(string broker, StreamSettings settings, CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var accounts = Enumerable.Range(0, Accounts).Select(_ => Guid.CreateVersion7()).ToArray();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < settings.EventsPerSecond * settings.Seconds; i++)
        {
            var scored = new HealthScoreChanged(
                accounts[i % Accounts],
                1 + (i / Accounts),
                i % 100,
                null,
                HealthBand.Yellow,
                null,
                [new HealthDriver("days_since_last_activity", 12.5m, "re-engage")],
                "smb",
                1
            )
            {
                OccurredAt = DateTimeOffset.UtcNow,
                Actor = "bench",
            };
            await channel.BasicPublishAsync(
                Exchange,
                "",
                JsonSerializer.SerializeToUtf8Bytes(new { message = scored }, ContractJson.Options),
                ct
            );
            if (i % 5 == 0)
            {
                var recorded = new ActivityRecorded(
                    accounts[i % Accounts],
                    Guid.CreateVersion7(),
                    "note",
                    DateTimeOffset.UtcNow,
                    TwoWay: false,
                    Large,
                    []
                )
                {
                    OccurredAt = DateTimeOffset.UtcNow,
                    Actor = "bench",
                };
                await channel.BasicPublishAsync(
                    LargeExchange,
                    "",
                    JsonSerializer.SerializeToUtf8Bytes(new { message = recorded }, ContractJson.Options),
                    ct
                );
            }

            var due = TimeSpan.FromSeconds((i + 1.0) / settings.EventsPerSecond) - watch.Elapsed;
            if (due > TimeSpan.FromMilliseconds(5))
                await Task.Delay(due, ct);
        }
    }

    /// <summary>A client on a bare socket, five thousand of anything heavier would measure themselves; of HTTP 1.0,
    /// which knows no chunks.</summary>
    private sealed class Reader(Socket socket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[16 * 1024];
        private long _last;
        private int _kept;

        public int Received { get; private set; }

        /// <summary>Events that came again, or after a later one: ids only rise, and an account's events with
        /// them.</summary>
        public int Misplaced { get; private set; }

        public bool Ended { get; private set; }

        public static async Task<Reader> ConnectAsync(Uri gateway, string token, string type, CancellationToken ct)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(gateway.Host, gateway.Port, ct);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /v1/stream?types={type} HTTP/1.0\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n"
                ),
                ct
            );
            var reader = new Reader(socket);
            // The first answer holds the position; events come after it.
            while (
                !Encoding.ASCII.GetString(reader._buffer, 0, reader._kept).Contains("retry:", StringComparison.Ordinal)
            )
            {
                var read = await socket.ReceiveAsync(reader._buffer.AsMemory(reader._kept), ct);
                if (read == 0)
                    throw new IOException("The gateway closed a new stream.");
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
                    if (read == 0)
                        break;
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

        /// <summary>Whether the connection ends once what the kernel holds of it is read; asked after the
        /// run.</summary>
        public bool IsCutOff()
        {
            try
            {
                socket.ReceiveTimeout = 2_000;
                while (socket.Receive(_buffer) > 0) { }

                return true;
            }
            catch (SocketException exception)
            {
                return exception.SocketErrorCode != SocketError.TimedOut;
            }
        }

        /// <summary>Counts the ids of whole lines; what is left of a line waits for its rest.</summary>
        private void Scan()
        {
            var text = _buffer.AsSpan(0, _kept);
            while (text.IndexOf((byte)'\n') is var end and >= 0)
            {
                var line = text[..end];
                text = text[(end + 1)..];
                if (!line.StartsWith("id: "u8))
                    continue;
                var id = long.Parse(line[4..], CultureInfo.InvariantCulture);
                if (id > _last)
                    Received++;
                else
                    Misplaced++;
                _last = Math.Max(_last, id);
            }

            // A line longer than the buffer is data, never an id.
            if (text.Length == _buffer.Length)
                text = [];
            text.CopyTo(_buffer);
            _kept = text.Length;
        }

        public void Dispose() => socket.Dispose();
    }
}
