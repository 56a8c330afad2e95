using Npgsql;

namespace Platform.Benchmarks;

/// <summary>What the events left behind in tables with their indexes, by what it is kept for.</summary>
internal static class StoredBytes
{
    private static readonly (string Name, string[] Tables)[] Scoring =
    [
        ("raw", ["usage_event%"]),
        ("ledger", ["event_ledger"]),
        ("rollups", ["usage_day", "usage_delta", "usage_window", "late_usage"]),
        ("scores", ["score"]),
        ("score history", ["score_history"]),
        ("outbox", ["outbox_message"]),
    ];

    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(ScoringStack stack, CancellationToken ct)
    {
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, tables) in Scoring)
            bytes[name] = await ReadAsync(stack.Database, tables, ct);
        if (stack.GatewayDatabase is { } gateway)
            bytes["gateway's log"] = await ReadAsync(gateway, ["event_log"], ct);
        return bytes;
    }

    public static string Each(
        IReadOnlyDictionary<string, long> before,
        IReadOnlyDictionary<string, long> after,
        long events
    ) =>
        string.Join(
            ", ",
            after
                .Select(a => (a.Key, Each: (double)(a.Value - before[a.Key]) / Math.Max(1, events)))
                .Append((Key: "all", Each: (double)after.Keys.Sum(k => after[k] - before[k]) / Math.Max(1, events)))
                .Select(e => $"{e.Key} {e.Each:0.0}")
        );

    private static async Task<long> ReadAsync(NpgsqlDataSource database, string[] tables, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint from pg_class where relkind = 'r' and "
                + "relname like any($1)"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = tables });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
