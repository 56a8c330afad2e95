using System.Diagnostics;
using System.Net.Http.Headers;

namespace Platform.Benchmarks;

internal sealed record IngestSettings(
    IReadOnlyList<int> Accounts,
    int Users,
    int Seconds,
    int Warm,
    int Rounds,
    int Replicas,
    bool Direct,
    bool Latency,
    bool Replays
);

/// <summary>
/// HTTP batches of 500 through the gateway, until every event is stored once and rolled up, over raw COPY in the same
/// run, for events that fall evenly on 1,000, 10,000 and 100,000 accounts of 20 users. Rounds interleave limit, ours,
/// ours, limit; the figure is the median of the rounds' ratios. Each breadth ends with the check that distinct ids =
/// rows = rollups = what was sent, per account and day, and that scores count what was sent: without it there is no
/// figure.
/// </summary>
internal static class IngestBenchmark
{
    private const int Senders = 8;
    private const int ReplayEach = 200;

    /// <summary>Wanted of raw COPY by breadth: floor and goal.</summary>
    private static (double Floor, double Goal) Wanted(int accounts) =>
        accounts switch
        {
            <= 1_000 => (0.18, 0.25),
            <= 10_000 => (0.06, 0.15),
            _ => (0.02, 0.06),
        };

    public static async Task<int> RunAsync(IngestSettings settings, CancellationToken ct)
    {
        var (lines, holds) = (new List<string>(), true);
        foreach (var accounts in settings.Accounts)
        {
            var (line, held) = await RunAsync(settings, accounts, ct);
            lines.Add(line);
            holds &= held;
        }
        foreach (var line in lines)
            Print(line);
        return holds ? 0 : 1;
    }

    private static async Task<(string Line, bool Holds)> RunAsync(
        IngestSettings settings,
        int accounts,
        CancellationToken ct
    )
    {
        await using var stack = await ScoringStack.StartAsync(settings.Replicas, settings.Direct, ct);
        var run = new Run(stack, new EventSource(accounts, settings.Users, features: 8, seed: 1, late: 0));
        await EventSource.CloseRoundsAsync(stack.Database, ct);
        await run.Source.SeedAsync(stack.Database, ct);
        await run.Source.SeedUseAsync(stack.Database, ct);
        var length = TimeSpan.FromSeconds(settings.Seconds);
        Print(
            $"{accounts:N0} accounts, {settings.Replicas} scoring replica(s), "
                + $"{(settings.Direct ? "without" : "through the")} gateway, {Environment.ProcessorCount} cores; "
                + $"warming up for {settings.Warm} s"
        );
        await run.IngestAsync(TimeSpan.FromSeconds(settings.Warm), ct);
        await RawCopy.RowsPerSecondAsync(stack.Database, TimeSpan.FromSeconds(Math.Min(3, settings.Warm)), ct);

        var (ratios, rates, replays) = (new List<double>(), new List<double>(), new List<double>());
        var (sizes, sent) = (await StoredBytes.ReadAsync(stack, ct), run.Sent);
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
            Print($"  µs of processor per event: {cpu}; {await stack.OutboxAsync(ct):N0} messages wait to be told");
            if (!settings.Replays)
                continue;
            var (replayed, _) = await run.IngestAsync(length, ct, ReplayEach);
            replays.Add(replayed / ours);
            Print($"  one batch of {ReplayEach} sent twice: {replayed:N0} events/s, {replayed / ours:0.00} of it");
        }
        var (median, (floor, goal)) = (Median(ratios), Wanted(accounts));
        var spread = (ratios.Max() - ratios.Min()) / median;
        var told = await run.TellAsync(ct);
        var line =
            $"{accounts, 7:N0} accounts: {Median(rates):N0} events/s, ratio to raw COPY {median:0.000} (floor "
            + $"{floor:0.00}, goal {goal:0.00}), spread {spread:P0}{(spread > 0.4 ? ": inconclusive" : "")}"
            + (replays.Count > 0 ? $"; with replays {Median(replays):0.00} of it (floor 0.50, goal 0.75)" : "");
        Print($"  {told}");
        Print($"  bytes per event: {StoredBytes.Each(sizes, await StoredBytes.ReadAsync(stack, ct), run.Sent - sent)}");
        Print($"  memory: {stack.Memory()}");
        if (settings.Latency)
            foreach (var share in new[] { 0.002, 0.1, 0.8 })
                await run.LatencyAsync(share * Median(rates), share, length, ct);
        var holds = await run.CheckAsync(ct);
        return (holds ? line : $"{accounts, 7:N0} accounts: VOID, the check does not hold", holds);
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string text) => Console.WriteLine(text);

    internal sealed class Run(ScoringStack stack, EventSource source)
    {
        private readonly Dictionary<(Guid, DateOnly), long> _sent = [];
        private int _batches;
        private long _events;

        public EventSource Source => source;

        public long Sent => _events;

        /// <param name="replayEach">Each batch of so many is sent twice; 0: none.</param>
        public async Task<(double Rate, string Cpu)> IngestAsync(
            TimeSpan duration,
            CancellationToken ct,
            int replayEach = 0
        )
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
                                {
                                    var number = Interlocked.Increment(ref _batches);
                                    var batch = source.Next(number);
                                    await SendAsync(batch, ct);
                                    if (replayEach > 0 && number % replayEach == 0)
                                        await SendAsync(batch, ct, isRepeat: true);
                                }
                            },
                            ct
                        )
                    )
            );
            // The question goes over all the day rows: it must not become the load.
            for (var asked = Stopwatch.StartNew(); await StoredAsync(ct) < _events; asked.Restart())
                await Task.Delay(TimeSpan.FromMilliseconds(20) + 10 * asked.Elapsed, ct);
            var events = _events - before;
            return (events / watch.Elapsed.TotalSeconds, CpuEach(cpu, events));
        }

        private async Task SendAsync(Batch batch, CancellationToken ct, bool isRepeat = false)
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
            if (isRepeat)
                return;
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

        /// <summary>Waits until all events of the outbox are told, for a minute at most: their cost belongs to the
        /// events that caused them.</summary>
        public async Task<string> TellAsync(CancellationToken ct)
        {
            var (watch, cpu, waiting) = (Stopwatch.StartNew(), Cpu(), await stack.OutboxAsync(ct));
            while (watch.Elapsed < TimeSpan.FromMinutes(1) && await stack.OutboxAsync(ct) > 0)
                await Task.Delay(100, ct);
            return waiting == 0
                ? "nothing waited to be told"
                : $"{waiting - await stack.OutboxAsync(ct):N0} of {waiting:N0} waiting messages told in "
                    + $"{watch.Elapsed.TotalSeconds:0} s, µs of processor each: {CpuEach(cpu, waiting)}";
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
                $"latency at {share:P1} load ({rate:N0} events/s): event due → score visible p50 "
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

            var total = _sent.Values.Sum();
            for (quiet.Restart(); await ScoredAsync(ct) < total && quiet.Elapsed < TimeSpan.FromSeconds(10); )
                await Task.Delay(200, ct);
            var scored = await ScoredAsync(ct);
            Print($"check: scores count {scored:N0} events: {(scored == total ? "equal" : "BROKEN")}");
            return await Invariants.HoldAsync(stack.Database, _sent, ct) && scored == total;
        }

        private async Task<long> ScoredAsync(CancellationToken ct)
        {
            await using var command = stack.Database.CreateCommand(EventSource.CountedByScores);
            return (long)(await command.ExecuteScalarAsync(ct))! - source.SeededEvents;
        }
    }
}
