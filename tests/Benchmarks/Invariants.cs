using System.Globalization;
using Npgsql;

namespace Platform.Benchmarks;

/// <summary>After quiescence, in one snapshot: distinct ids = ledger = raw rows = rollups = what was sent, per account
/// and day.</summary>
internal static class Invariants
{
    public static async Task<bool> HoldAsync(
        NpgsqlDataSource database,
        Dictionary<(Guid Account, DateOnly Day), long> sent,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            ct
        );
        var raw = await ReadAsync(connection, "select account_id, day, count(*) from usage_event group by 1, 2", ct);
        var rollups = await ReadAsync(connection, "select account_id, day, events from usage_day where events > 0", ct);
        var ids = await CountAsync(connection, "select count(distinct event_id) from usage_event", ct);
        var ledger = await CountAsync(connection, "select count(*) from event_ledger", ct);

        var total = sent.Values.Sum();
        var faults = sent
            .Keys.Union(raw.Keys)
            .Union(rollups.Keys)
            .Where(k =>
                sent.GetValueOrDefault(k) != raw.GetValueOrDefault(k)
                || sent.GetValueOrDefault(k) != rollups.GetValueOrDefault(k)
            )
            .ToList();
        var holds = faults.Count == 0 && ids == total && ledger == total;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"check: sent {total:N0}, ledger {ledger:N0}, distinct ids {ids:N0}, raw rows "
                    + $"{raw.Values.Sum():N0}, rollups {rollups.Values.Sum():N0} over {rollups.Count:N0} account-days: "
                    + $"{(holds ? "equal, per account and day" : $"BROKEN, {faults.Count} account-days differ")}"
            )
        );
        return holds;
    }

    private static async Task<Dictionary<(Guid, DateOnly), long>> ReadAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new Dictionary<(Guid, DateOnly), long>();
        while (await reader.ReadAsync(ct))
            counts[(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1))] = reader.GetInt64(2);
        return counts;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
