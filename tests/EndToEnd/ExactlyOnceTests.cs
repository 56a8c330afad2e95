using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// Usage through the gateway while scoring is killed three times and RabbitMQ and PostgreSQL once each; 5 % of the
/// batches are sent twice, 10 % of the events are late. Afterwards: stored = distinct accepted = rollups = a recount,
/// and every score equals its recomputation.
/// </summary>
public sealed class ExactlyOnceTests(RunningPlatform platform, ITestOutputHelper output)
{
    private const int BatchSize = 500;
    private const int Accounts = 40;
    private const string Source = "once";

    [Fact]
    public async Task Whatever_is_killed_each_event_counts_once()
    {
        using var ops = await platform.ClientAsync("ops");
        await Company.DescribeFeaturesAsync(ops);
        await Company.ImportAccountsAsync(platform, ops, Source, Accounts);
        var batches = Batches(RunningPlatform.Events / BatchSize);
        var sent = new ConcurrentDictionary<int, bool>();

        var faults = InjectFaultsAsync(sent, batches.Count);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, batches.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, ct) =>
            {
                await SendUntilAnsweredAsync(ops, batches[i], ct);
                if (i % 20 == 7)
                    await SendUntilAnsweredAsync(ops, batches[i], ct);
                sent[i] = true;
            }
        );
        var done = await faults;

        await QuiesceAsync();
        await ShouldHoldEachEventOnceAsync(batches);
        await ShouldEqualRecomputationAsync(ops);
        output.WriteLine(
            $"{batches.Count * BatchSize} events in {batches.Count} batches; faults: {string.Join(", ", done)}"
        );
        done.Count.ShouldBe(5);
    }

    /// <summary>Deterministic: the same batches on every run, relative to today.</summary>
    private static List<List<object>> Batches(int count)
    {
        var random = new Random(20261122);
        var now = DateTimeOffset.UtcNow;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(batch =>
                    Enumerable
                        .Range(0, BatchSize)
                        .Select(i =>
                        {
                            var late = random.NextDouble() < 0.10;
                            var age = late
                                ? TimeSpan.FromDays(1 + (random.NextDouble() * 60))
                                : TimeSpan.FromMinutes(random.NextDouble() * 60);
                            return (object)
                                new
                                {
                                    eventId = $"{Source}-{batch}-{i}",
                                    account = $"{Source}:a-{random.Next(Accounts)}",
                                    user = $"u-{random.Next(12)}",
                                    feature = $"feature-{random.Next(8)}",
                                    quantity = 1 + random.Next(3),
                                    occurredAt = (now - age).ToString("O", CultureInfo.InvariantCulture),
                                };
                        })
                        .ToList()
                ),
        ];
    }

    /// <summary>An unknown outcome is repeated until there is a definite answer; only what reliability allows may come
    /// back.</summary>
    private static async Task SendUntilAnsweredAsync(HttpClient ops, List<object> events, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await ops.PostAsJsonAsync("/v1/events", new { events }, ct);
                if ((int)answer.StatusCode == 202)
                {
                    var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
                    body.GetProperty("accepted").GetInt32().ShouldBe(events.Count, body.ToString());
                    return;
                }

                ((int)answer.StatusCode).ShouldBeOneOf(429, 502, 503, 504);
            }
            catch (Exception exception)
                when (exception is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Unknown outcome: repeat.
            }

            if (attempt > 600)
                throw new TimeoutException("No definite answer after 600 tries.");
            await Task.Delay(200, ct);
        }
    }

    private async Task<List<string>> InjectFaultsAsync(ConcurrentDictionary<int, bool> sent, int batches)
    {
        var done = new List<string>();
        string[] victims = ["health-scoring", "rabbitmq", "health-scoring", "postgres", "health-scoring"];
        for (var i = 0; i < victims.Length; i++)
        {
            // Spread over the load, and only while it runs.
            while (sent.Count < batches * (i + 1) / (victims.Length + 2))
                await Task.Delay(20);
            var victim = platform.ProcessesOf(victims[i])[i % platform.ProcessesOf(victims[i]).Count];
            // One that gave way to a new process because of the fault before comes back first.
            await platform.EventuallyAsync(
                $"{victim} is there",
                () => Task.FromResult(platform.IsHealthy(victim)),
                seconds: 120
            );
            platform.Kill(victim);
            done.Add(victim);
            await platform.EventuallyAsync(
                $"{victim} is back",
                () => Task.FromResult(platform.IsHealthy(victim)),
                seconds: 120
            );
        }

        return done;
    }

    private async Task QuiesceAsync()
    {
        await using var connection = new NpgsqlConnection(platform.ConnectionString("health-scoring-db"));
        (long Events, long Dirty)? before = null;
        await platform.EventuallyAsync(
            "everything is stored and scored",
            async () =>
            {
                var now = await connection.QuerySingleAsync<(long Events, long Dirty)>(
                    "select (select count(*) from usage_event), (select count(*) from dirty_account) + (select "
                        + "count(*) from usage_delta)"
                );
                var still =
                    now == before && now.Dirty == 0 && now.Events >= RunningPlatform.Events / BatchSize * BatchSize;
                before = now;
                if (!still)
                    await Task.Delay(1_000);
                return still;
            },
            seconds: 300
        );
    }

    private async Task ShouldHoldEachEventOnceAsync(List<List<object>> batches)
    {
        await using var connection = new NpgsqlConnection(platform.ConnectionString("health-scoring-db"));
        var counts = await connection.QuerySingleAsync<(long Rows, long Ids)>(
            "select count(*), count(distinct event_id) from usage_event join account_external_id using "
                + "(account_id) where source = @Source",
            new { Source }
        );
        counts.Ids.ShouldBe(batches.Sum(batch => batch.Count));
        counts.Rows.ShouldBe(counts.Ids);

        var differing = await connection.QueryAsync<string>(RollupsAgainstRecount);
        differing.ShouldBeEmpty("rollups equal a recount of the raw events, per account and day");
    }

    private async Task ShouldEqualRecomputationAsync(HttpClient ops)
    {
        await using var connection = new NpgsqlConnection(platform.ConnectionString("health-scoring-db"));
        var accounts = (
            await connection.QueryAsync<Guid>(
                "select account_id from account_external_id where source = @Source",
                new { Source }
            )
        ).AsList();
        accounts.Count.ShouldBe(Accounts);
        foreach (var account in accounts)
        {
            var check = await ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score/check");
            check.GetProperty("differing").GetArrayLength().ShouldBe(0, check.ToString());
            check.GetProperty("fromRollupsIdentical").GetBoolean().ShouldBeTrue(check.ToString());
        }
    }

    private const string RollupsAgainstRecount = """
        select format('%s %s', account_id, day)
        from (select account_id, day, count(*) as events, sum(quantity) as quantity,
            count(distinct user_number) as active_users, count(distinct feature) as features,
                     min(occurred_at) as first_at, max(occurred_at) as last_at
              from usage_event group by account_id, day) recount
        full join usage_day using (account_id, day)
        where (recount.events, recount.quantity, recount.active_users, recount.features, recount.first_at,
            recount.last_at)
            is distinct from (usage_day.events, usage_day.quantity::numeric, usage_day.active_users::bigint,
                usage_day.features::bigint, usage_day.first_at, usage_day.last_at)
        """;
}
