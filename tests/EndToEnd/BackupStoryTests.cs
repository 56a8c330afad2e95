using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Platform.EndToEnd.Tests;

/// <summary><c>./platform backup</c> while changes and usage come in, and <c>./platform restore</c> into another
/// directory, on other ports, beside an empty broker and an empty Redis.</summary>
public sealed class BackupStoryTests(ITestOutputHelper output)
{
    private const int Writers = 3;

    /// <summary>As it was answered when it was made, and when that answer was there.</summary>
    private sealed record Acknowledged(DateTimeOffset At, JsonElement Account, string Event);

    [Fact]
    public async Task All_that_was_acknowledged_before_the_instant_is_there_field_by_field_and_work_goes_on()
    {
        // Of its own: what other tests set going would keep the instant away.
        await using var platform = new RunningPlatform();
        await platform.InitializeAsync();
        using var ops = await platform.ClientAsync("ops", "backup");
        await Company.DescribeFeaturesAsync(ops);
        var key = (
            await ops.PostAsync(
                "/v1/api-keys",
                new { name = "kept by the backup", scopes = new[] { "accounts:read" } },
                201
            )
        ).Text("secret");
        var folder = Directory.CreateTempSubdirectory("platform-backup-").FullName;
        await using var restored = new RunningPlatform();
        try
        {
            var acknowledged = await BackUpUnderLoadAsync(platform, ops, folder);
            var at = JsonDocument
                .Parse(await File.ReadAllTextAsync(Path.Combine(folder, "backup.json")))
                .RootElement.GetProperty("at")
                .GetDateTimeOffset();
            var before = acknowledged.Where(one => one.At < at).ToList();
            before.Count.ShouldBeGreaterThan(0);
            acknowledged.Count.ShouldBeGreaterThan(before.Count, "changes went on after the instant");

            output.WriteLine(await PlatformCommand.RunAsync(restored, "restore", folder, "--data", restored.Data));
            await restored.InitializeAsync();

            using var there = await restored.ClientAsync("ops", "backup");
            await EachIsThereAsync(there, before);
            await ConsequencesAreThereAsync(restored, before);
            using var partner = new HttpClient { BaseAddress = restored.Http };
            partner.DefaultRequestHeaders.Authorization = new("Bearer", key);
            (await partner.ReadAsync("/v1/accounts?limit=1")).Items().Count.ShouldBe(1);
            await WorkGoesOnAsync(restored, there);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<Acknowledged>> BackUpUnderLoadAsync(
        RunningPlatform platform,
        HttpClient ops,
        string folder
    )
    {
        var acknowledged = new ConcurrentQueue<Acknowledged>();
        using var over = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, Writers)
            .Select(writer => Task.Run(() => WriteAsync(ops, writer, acknowledged, over.Token)))
            .ToList();
        try
        {
            await platform.EventuallyAsync("there is something to keep", () =>
                Task.FromResult(acknowledged.Count >= 10)
            );
            output.WriteLine(await PlatformCommand.RunAsync(platform, "backup", folder, "--wait", "240"));
            var then = acknowledged.Count;
            await platform.EventuallyAsync("writing went on", () => Task.FromResult(acknowledged.Count > then));
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(writers);
        }
        return [.. acknowledged];
    }

    /// <summary>An account and its usage, again and again; each call is repeated with its key until it is
    /// answered.</summary>
    private static async Task WriteAsync(
        HttpClient ops,
        int writer,
        ConcurrentQueue<Acknowledged> acknowledged,
        CancellationToken ct
    )
    {
        for (var n = 0; !ct.IsCancellationRequested; n++)
        {
            var mark = $"backup-{writer}-{n}";
            var account = await SendAsync(
                ops,
                "/v1/accounts",
                new
                {
                    name = $"Kept {mark}",
                    domain = $"{mark}.example",
                    country = "DE",
                    employees = 10 + n,
                }
            );
            await SendAsync(
                ops,
                "/v1/events",
                new
                {
                    events = new[]
                    {
                        new
                        {
                            eventId = mark,
                            accountId = account.Id(),
                            user = "u-1",
                            feature = "feature-0",
                            quantity = 1,
                            occurredAt = DateTimeOffset.UtcNow.AddMinutes(-1),
                        },
                    },
                }
            );
            acknowledged.Enqueue(new(DateTimeOffset.UtcNow, account.Clone(), mark));
        }
    }

    private static async Task<JsonElement> SendAsync(HttpClient ops, string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        for (var left = 60; ; left--)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await ops.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
                return JsonSerializer.Deserialize<JsonElement>(text);
            if (left == 0 || (int)answer.StatusCode != 503)
                throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
            await Task.Delay(500);
        }
    }

    private static async Task EachIsThereAsync(HttpClient there, IReadOnlyList<Acknowledged> before)
    {
        foreach (var one in before)
        {
            var kept = await there.ReadAsync($"/v1/accounts/{one.Account.Id()}");
            foreach (var field in new[] { "id", "name", "domain", "country", "employees", "createdAt", "version" })
                kept.GetProperty(field).GetRawText().ShouldBe(one.Account.GetProperty(field).GetRawText(), one.Event);
        }
    }

    /// <summary>What the events told others, though the broker that had them was not restored.</summary>
    private static async Task ConsequencesAreThereAsync(RunningPlatform restored, IReadOnlyList<Acknowledged> before)
    {
        var ids = before.Select(one => one.Account.Id()).ToArray();
        await CountsAsync("renewals-db", "select count(*) from account_copy where account_id = any(@ids)");
        await CountsAsync("health-scoring-db", "select count(*) from account where account_id = any(@ids)");
        await CountsAsync(
            "health-scoring-db",
            "select count(*) from usage_day where account_id = any(@ids) and events = 1"
        );

        async Task CountsAsync(string database, string sql)
        {
            await using var connection = new NpgsqlConnection(restored.ConnectionString(database));
            // Daily use is folded from stored events within moments.
            await restored.EventuallyAsync(sql, async () =>
                await connection.ExecuteScalarAsync<long>(sql, new { ids }) == ids.Length
            );
        }
    }

    private static async Task WorkGoesOnAsync(RunningPlatform restored, HttpClient there)
    {
        var account = (await there.PostAsync("/v1/accounts", new { name = "After the restore" }, 201)).Id();
        await restored.EventuallyAsync("the other services hear of it", async () =>
            (int)(await there.GetAsync($"/v1/renewals?accountId={account}")).StatusCode == 200
            && (int)(await there.GetAsync($"/v1/accounts/{account}/score")).StatusCode == 200
        );
        foreach (var database in new[] { "accounts-db", "renewals-db", "health-scoring-db", "gateway-db" })
        {
            await using var connection = new NpgsqlConnection(restored.ConnectionString(database));
            (await connection.ExecuteScalarAsync<long>("select count(*) from messaging.outbox_dead")).ShouldBe(0);
        }
    }
}
