using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using StackExchange.Redis;

namespace Platform.Gateway.Feed;

/// <summary>
/// Overviews that named an erased person are gone from Redis within a minute, from its append-only file only once that
/// is rewritten. Both is done here, after all services had answered; then the gateway answers. Redis away: the proof
/// waits.
/// </summary>
public sealed class EraseFromRedis(Database database, IConnectionMultiplexer redis, ILogger<EraseFromRedis> log)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(1), log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var waiting = await work.QueryAsync<Row>(
            "select erasure_id, accounts, answer::text as answer from redis_erasure order by asked_at limit 100 "
                + "for update skip locked"
        );
        if (waiting.Count == 0)
            return;

        var deleted = 0;
        foreach (var account in waiting.SelectMany(row => row.Accounts).Distinct())
            deleted += await DeleteOverviewsAsync(account, ct);
        await RewriteFilesAsync(ct);

        foreach (var row in waiting)
        {
            var answer = JsonSerializer.Deserialize<ContactErased>(row.Answer, ContractJson.Options)!;
            if (deleted > 0)
                answer = answer with { Found = [.. answer.Found ?? [], new ErasedColumn("redis", deleted)] };
            await work.ExecuteAsync("delete from redis_erasure where erasure_id = @ErasureId", new { row.ErasureId });
            await work.EnqueueAsync(answer, key: answer.AccountId);
        }
        await work.CommitAsync();
    }

    private async Task<int> DeleteOverviewsAsync(Guid account, CancellationToken ct)
    {
        var deleted = 0;
        foreach (var server in Primaries())
        {
            var keys = server.KeysAsync(pattern: $"gateway:overview:{{{account:N}}}:*");
            await foreach (var key in keys.WithCancellation(ct))
                if (await redis.GetDatabase().KeyDeleteAsync(key))
                    deleted++;
        }

        return deleted;
    }

    /// <summary>Until the files hold nothing but what is in memory.</summary>
    private async Task RewriteFilesAsync(CancellationToken ct)
    {
        foreach (var server in Primaries())
        {
            // One that runs already may have begun before the deletion: it has to end first.
            await UntilNoneRunsAsync(server, ct);
            await server.ExecuteAsync("BGREWRITEAOF");
            await UntilNoneRunsAsync(server, ct);
            var status = await FieldAsync(server, "aof_last_bgrewrite_status");
            if (status == "ok")
                continue;
            throw new InvalidOperationException($"Redis could not rewrite its append-only file: {status}");
        }
    }

    private static async Task UntilNoneRunsAsync(IServer server, CancellationToken ct)
    {
        while (
            await FieldAsync(server, "aof_rewrite_in_progress") != "0"
            || await FieldAsync(server, "aof_rewrite_scheduled") != "0"
        )
            await Task.Delay(Poll, ct);
    }

    private static async Task<string> FieldAsync(IServer server, string name) =>
        (await server.InfoAsync("persistence"))
            .SelectMany(section => section)
            .FirstOrDefault(field => field.Key == name)
            .Value
        ?? "0";

    private IEnumerable<IServer> Primaries() => redis.GetServers().Where(server => !server.IsReplica);

    private sealed class Row
    {
        public Guid ErasureId { get; init; }
        public Guid[] Accounts { get; init; } = [];
        public string Answer { get; init; } = "";
    }
}
