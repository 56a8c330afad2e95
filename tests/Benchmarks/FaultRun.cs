using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Benchmarks;

/// <summary>
/// Sends events, a tenth of them late, one batch in twenty twice, while scoring is killed three times, RabbitMQ and
/// PostgreSQL once each, all at seeded moments. A batch without a definite answer
/// is sent again until it has one. Then every distinct event must be stored and rolled up once, and every score must
/// equal its recomputation.
/// </summary>
internal static class FaultRun
{
    private const int Senders = 4;

    public static async Task<int> RunAsync(int events, int replicas, int seed, CancellationToken ct)
    {
        await using var stack = await ScoringStack.StartAsync(replicas, direct: false, ct);
        var source = new EventSource(accounts: 300, usersPerAccount: 20, features: 8, seed, late: 0.1);
        await source.SeedAsync(stack.Database, ct);
        var (total, done, next) = (events / EventSource.BatchSize, 0, 0);
        var sent = new Dictionary<(Guid, DateOnly), long>();
        long unknown = 0,
            repeated = 0;
        var watch = Stopwatch.StartNew();

        async Task SendAllAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number <= total)
            {
                var batch = source.Next(number);
                Interlocked.Add(ref unknown, await SendUntilAnsweredAsync(stack, batch, ct));
                if (number % 20 == 0)
                {
                    await SendUntilAnsweredAsync(stack, batch, ct);
                    Interlocked.Increment(ref repeated);
                }
                lock (sent)
                    foreach (var key in batch.Keys)
                        sent[key] = sent.GetValueOrDefault(key) + 1;
                Interlocked.Increment(ref done);
            }
        }

        var senders = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAllAsync, ct)));
        var random = new Random(seed);
        var faults = new[] { "scoring", "rabbitmq", "scoring", "postgres", "scoring" };
        for (var f = 0; f < faults.Length && !senders.IsCompleted; f++)
        {
            var moment = total * (f + random.NextDouble()) / faults.Length;
            while (done < moment && !senders.IsCompleted)
                await Task.Delay(5, ct);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{watch.Elapsed.TotalSeconds, 6:0.0} s, {done * EventSource.BatchSize:N0} events answered: "
                        + $"kill -9 {faults[f]}"
                )
            );
            await StrikeAsync(stack, faults[f], random, ct);
        }
        await senders;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{watch.Elapsed.TotalSeconds, 6:0.0} s: all sent; {repeated:N0} batches sent twice on purpose, "
                    + $"{unknown:N0} sendings without an answer repeated"
            )
        );
        await QuietAsync(stack, (long)total * EventSource.BatchSize, ct);
        Console.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds, 6:0.0} s: stored and scored"));
        var holds = await Invariants.HoldAsync(stack.Database, sent, ct);
        return await ScoresHoldAsync(stack, source, ct) && holds ? 0 : 1;
    }

    private static async Task StrikeAsync(ScoringStack stack, string what, Random random, CancellationToken ct)
    {
        switch (what)
        {
            case "rabbitmq":
                stack.Servers.RabbitMq.Kill();
                await stack.Servers.RabbitMq.RestartAsync(ct);
                break;
            case "postgres":
                stack.Servers.Postgres.Kill();
                await stack.Servers.Postgres.RestartAsync(ct);
                stack.Database.Clear(); // Ours died with the server.
                break;
            default:
                var victim = random.Next(stack.Scoring.Count);
                stack.Scoring[victim].Kill();
                await Task.Delay(500, ct);
                stack.StartScoring(victim);
                break;
        }
    }

    /// <summary>How many sendings had no definite answer.</summary>
    private static async Task<int> SendUntilAnsweredAsync(ScoringStack stack, Batch batch, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var content = new ByteArrayContent(batch.Body)
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
                };
                using var answer = await stack.Client.PostAsync("/v1/events", content, ct);
                if (answer.IsSuccessStatusCode)
                {
                    var accepted = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct))
                        .GetProperty("accepted")
                        .GetInt32();
                    return accepted == EventSource.BatchSize
                        ? attempt
                        : throw new InvalidOperationException($"Only {accepted} events of a good batch were accepted.");
                }
                if ((int)answer.StatusCode == 401)
                    await stack.RenewTokenAsync(ct);
                else if ((int)answer.StatusCode < 500 || (int)answer.StatusCode == 500)
                    throw new InvalidOperationException(
                        $"A fault must be answered by 502–504, not {(int)answer.StatusCode}: "
                            + $"{await answer.Content.ReadAsStringAsync(ct)}"
                    );
            }
            catch (Exception exception)
                when (exception is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Unknown outcome: again.
            }
            await Task.Delay(50, ct);
        }
    }

    private static async Task QuietAsync(ScoringStack stack, long events, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(5); await Task.Delay(200, ct))
        {
            await using var command = stack.Database.CreateCommand(
                "select coalesce(sum(events), 0)::bigint, (select count(*) from dirty_account) from usage_day"
            );
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            if (reader.GetInt64(0) >= events && reader.GetInt64(1) == 0)
                return;
        }
    }

    private static async Task<bool> ScoresHoldAsync(ScoringStack stack, EventSource source, CancellationToken ct)
    {
        await stack.RenewTokenAsync(ct);
        var (same, versions) = (0, 0L);
        foreach (var account in source.Accounts)
        {
            var check = await stack.Client.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score/check", ct);
            if (
                check.GetProperty("fromRollupsIdentical").GetBoolean()
                && check.GetProperty("differing").GetArrayLength() == 0
            )
                same++;
            versions += check.GetProperty("versions").GetInt64();
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"scores: {same} of {source.Accounts.Count} equal their recomputation from rollups, and all of "
                    + $"{versions:N0} versions theirs from stored inputs, bit for bit"
            )
        );
        return same == source.Accounts.Count;
    }
}
