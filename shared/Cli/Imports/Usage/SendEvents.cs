using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Cli.Gateway;

namespace Platform.Cli.Imports.Usage;

/// <summary>
/// Sends events in batches, a few batches at a time. Events whose account is not known yet are sent again for a while:
/// scoring hears of accounts that were just imported a moment later.
/// </summary>
public sealed class SendEvents(GatewayClient gateway, bool backfill)
{
    private const int BatchSize = 1_000;
    private const int BatchesAtOnce = 3;
    private static readonly TimeSpan PatienceWithNewAccounts = TimeSpan.FromSeconds(15);

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private long _accepted;
    private long _rejected;

    public long Accepted => _accepted;

    public long Rejected => _rejected;

    public async Task SendAsync(
        IEnumerable<UsageLine> lines,
        Action<UsageLine, string> rejected,
        Action<long> progress,
        CancellationToken ct
    )
    {
        var tellOneAtATime = new Lock();
        await Parallel.ForEachAsync(
            lines.Chunk(BatchSize),
            new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = ct },
            async (batch, stop) =>
            {
                var refused = await SendUntilAccountsAreKnownAsync(batch, stop);
                Interlocked.Add(ref _accepted, batch.Length - refused.Count);
                Interlocked.Add(ref _rejected, refused.Count);
                lock (tellOneAtATime)
                {
                    foreach (var (line, reason) in refused)
                        rejected(line, reason);
                    progress(_accepted + _rejected);
                }
            }
        );
    }

    private async Task<List<(UsageLine Line, string Reason)>> SendUntilAccountsAreKnownAsync(
        UsageLine[] batch,
        CancellationToken ct
    )
    {
        var refused = new List<(UsageLine, string)>();
        for (var pause = 200; ; pause = Math.Min(pause * 2, 3_000))
        {
            var answer = await PostAsync(batch, ct);
            var again = new List<UsageLine>();
            foreach (var result in answer.Results ?? [])
            {
                if (result.Code == "unknown_account" && Elapsed() < PatienceWithNewAccounts)
                    again.Add(batch[result.Index]);
                else
                    refused.Add((batch[result.Index], result.Reason ?? result.Status));
            }

            if (again.Count == 0)
                return refused;
            batch = [.. again];
            await Task.Delay(pause, ct);
        }
    }

    private TimeSpan Elapsed() => TimeProvider.System.GetElapsedTime(_started);

    private async Task<EventsAnswer> PostAsync(UsageLine[] batch, CancellationToken ct)
    {
        var body = Compressed(batch);
        return await gateway.PostAsync<EventsAnswer>(
            backfill ? "v1/events?backfill=true" : "v1/events",
            () =>
            {
                var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                content.Headers.ContentEncoding.Add("gzip");
                return content;
            },
            ct
        );
    }

    private static byte[] Compressed(UsageLine[] batch)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            JsonSerializer.Serialize(gzip, new { events = batch.Select(line => line.Event) }, GatewayClient.Json);
        return bytes.ToArray();
    }
}
