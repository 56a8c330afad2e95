using System.Diagnostics;
using System.Net.Http.Headers;

namespace Platform.Benchmarks;

internal sealed record IngestSettings(int Seconds, int Rounds, int Replicas, bool Direct, bool Latency);

/// <summary>
/// HTTP batches of 500 through the gateway, until every event is stored once and rolled up, over raw COPY in the same
/// run. Rounds interleave limit, ours, ours, limit; the figure is the median of the
/// rounds' ratios. Ends with the check that distinct ids = rows = rollups = what was sent, per account and day: without
/// it there is no figure.
/// </summary>
internal static class IngestBenchmark
{
    private const int Senders = 8;

    public static async Task<int> RunAsync(IngestSettings settings, CancellationToken ct)
    {
        await using var stack = await ScoringStack.StartAsync(settings.Replicas, settings.Direct, ct);
        var run = new Run(stack, new EventSource(accounts: 1_000, usersPerAccount: 20, features: 8, seed: 1, late: 0));
        await run.Source.SeedAsync(stack.Database, ct);
        var length = TimeSpan.FromSeconds(settings.Seconds);
        Console.WriteLine(
            $"{settings.Replicas} scoring replica(s), {(settings.Direct ? "without" : "through the")} gateway, "
                + $"{Environment.ProcessorCount} cores; warming up for 12 s"
        );
        await run.IngestAsync(TimeSpan.FromSeconds(12), ct);
        await RawCopy.RowsPerSecondAsync(stack.Database, TimeSpan.FromSeconds(3), ct);

        var ratios = new List<double>();
        var rates = new List<double>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            var copying = run.Cpu();
            var before = await RawCopy.RowsPerSecondAsync(stack.Database, length / 2, ct);
            var cpuOfCopying = run.CpuEach(copying, before * length.TotalSeconds / 2);
            var (first, cpu) = await run.IngestAsync(length, ct);
            var (second, _) = await run.IngestAsync(length, ct);
            var after = await RawCopy.RowsPerSecondAsync(stack.Database, length / 2, ct);
            var (ours, limit) = ((first + second) / 2, (before + after) / 2);
            ratios.Add(ours / limit);
            rates.Add(ours);
            Print(
                $"round {round}: raw COPY {before:N0} {after:N0} rows/s, ours {first:N0} {second:N0} events/s, "
                    + $"ratio {ours / limit:0.000}"
            );
            Print($"  µs of processor per row: {cpuOfCopying}");
            Print($"  µs of processor per event: {cpu}");
        }
        var median = Median(ratios);
        var spread = (ratios.Max() - ratios.Min()) / median;
        Print(
            $"ingest: {Median(rates):N0} events/s, ratio to raw COPY {median:0.000} (floor 0.18, goal 0.25), "
                + $"spread {spread:P0}{(spread > 0.4 ? ": inconclusive" : "")}"
        );
        if (settings.Latency)
            foreach (var share in new[] { 0.1, 0.8 })
                await run.LatencyAsync(share * Median(rates), share, length, ct);
        return await run.CheckAsync(ct) ? 0 : 1;
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string text) => Console.WriteLine(text);

    internal sealed class Run(ScoringStack stack, EventSource source)
    {
        private readonly Dictionary<(Guid, DateOnly), long> _sent = [];
        private int _batches;
        private long _events;

        public EventSource Source => source;

        public async Task<(double Rate, string Cpu)> IngestAsync(TimeSpan duration, CancellationToken ct)
        {
            await stack.RenewTokenAsync(ct);
            var (watch, cpu, before) = (Stopwatch.StartNew(), Cpu(), _events);
            await Task.WhenAll(
                Enumerable
                    .Range(0, Senders)
                    .Select(_ =>
                        Task.Run(
                            async () =>
                            {
                                while (watch.Elapsed < duration)
                                    await SendAsync(source.Next(Interlocked.Increment(ref _batches)), ct);
                            },
                            ct
                        )
                    )
            );
            while (await StoredAsync(ct) < _events)
                await Task.Delay(20, ct);
            var events = _events - before;
            return (events / watch.Elapsed.TotalSeconds, CpuEach(cpu, events));
        }

        private async Task SendAsync(Batch batch, CancellationToken ct)
        {
            using var content = new ByteArrayContent(batch.Body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
            using var answer = await stack.Client.PostAsync("/v1/events", content, ct);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(
                    $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}"
                );
            lock (_sent)
            {
                _events += EventSource.BatchSize;
                foreach (var key in batch.Keys)
                    _sent[key] = _sent.GetValueOrDefault(key) + 1;
            }
        }

        /// <summary>Seconds of processor so far: per part of the platform, and of this client.</summary>
        public Dictionary<string, double> Cpu()
        {
            var parts = new Dictionary<string, int[]>(StringComparer.Ordinal)
            {
                ["gateway"] = [stack.GatewayId ?? 0],
                ["scoring"] = [.. stack.Scoring.Select(s => s.Id)],
                ["postgres"] = [stack.Servers.Postgres.ProcessId ?? 0],
                ["rabbitmq"] = [stack.Servers.RabbitMq.ProcessId ?? 0],
            };
            return new(ProcessorTime.Of(parts), StringComparer.Ordinal)
            {
                ["client"] = ProcessorTime.OfOne(Environment.ProcessId),
            };
        }

        public string CpuEach(Dictionary<string, double> before, double count) =>
            ProcessorTime.Each(before, Cpu(), count);

        private async Task<long> StoredAsync(CancellationToken ct)
        {
            await using var command = stack.Database.CreateCommand(
                "select coalesce(sum(events), 0)::bigint from usage_day"
            );
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }

        /// <summary>Load at a fixed rate, and beside it the probe.</summary>
        public async Task LatencyAsync(double eventsPerSecond, double share, TimeSpan duration, CancellationToken ct)
        {
            var probe = new LatencyProbe(stack);
            await probe.SeedAsync(ct);
            await stack.RenewTokenAsync(ct);
            using var load = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var interval = TimeSpan.FromSeconds(EventSource.BatchSize / eventsPerSecond);
            var background = Task.Run(() => PacedAsync(interval, load.Token), ct);
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
            var (before, began) = (_events, Stopwatch.StartNew());
            var times = await probe.RunAsync(duration, ct);
            var rate = (_events - before) / began.Elapsed.TotalSeconds;
            await load.CancelAsync();
            await background;
            lock (_sent)
                foreach (var (account, count) in probe.Sent)
                {
                    _events += count;
                    _sent[(account, DateOnly.FromDateTime(DateTime.UtcNow))] = count;
                }
            times.Sort();
            Print(
                $"latency at {share:P0} load ({rate:N0} events/s): event due → score visible p50 "
                    + $"{times[times.Count / 2]:0} ms, p90 {times[(int)(times.Count * 0.9)]:0} ms, p99 "
                    + $"{times[(int)(times.Count * 0.99)]:0} ms, n {times.Count}"
            );
        }

        private async Task PacedAsync(TimeSpan interval, CancellationToken ct)
        {
            var (watch, pending) = (Stopwatch.StartNew(), new List<Task>());
            for (var i = 0; !ct.IsCancellationRequested; i++)
            {
                var due = interval * i;
                if (due > watch.Elapsed)
                    await Task.Delay(due - watch.Elapsed, CancellationToken.None);
                pending.RemoveAll(t => t.IsCompletedSuccessfully);
                pending.Add(SendAsync(source.Next(Interlocked.Increment(ref _batches)), CancellationToken.None));
            }
            await Task.WhenAll(pending);
        }

        /// <summary>Once the queue has drained; what is still missing after a minute without progress counts as
        /// lost.</summary>
        public async Task<bool> CheckAsync(CancellationToken ct)
        {
            var (stored, quiet) = (await StoredAsync(ct), Stopwatch.StartNew());
            while (stored < _sent.Values.Sum() && quiet.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(200, ct);
                var now = await StoredAsync(ct);
                if (now != stored)
                    quiet.Restart();
                stored = now;
            }

            return await Invariants.HoldAsync(stack.Database, _sent, ct);
        }
    }
}
