using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Ingestion;

/// <summary>Day partitions of the raw events: made when a day is first seen, dropped after the retention.</summary>
public sealed class UsagePartitions(Database database)
{
    private readonly ConcurrentDictionary<int, byte> _there = new();

    public async ValueTask EnsureAsync(IEnumerable<int> days, CancellationToken ct)
    {
        foreach (var day in days)
            if (!_there.ContainsKey(day))
            {
                await CreateAsync(DateOnly.FromDayNumber(day), ct);
                _there[day] = 0;
            }
    }

    /// <summary>Forget what was there: a partition may have been dropped since.</summary>
    public void Forget() => _there.Clear();

    /// <summary>Attaching a finished table locks out no reader or writer of the other days, as creating it in place
    /// would.</summary>
    private async Task CreateAsync(DateOnly day, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.LockAsync("scoring.usage-partitions");
        if (!await work.ScalarAsync<bool>("select to_regclass(@Name) is not null", new { Name = NameOf(day) }))
            await work.ExecuteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    create table {NameOf(day)} (like usage_event);
                    alter table usage_event attach partition {NameOf(
                        day
                    )} for values from ('{day:yyyy-MM-dd}') to ('{day.AddDays(1):yyyy-MM-dd}')
                    """
                )
            );
        await work.CommitAsync();
    }

    /// <summary>Drops partitions of days before <paramref name="firstKept"/>; answers how many.</summary>
    public async Task<int> DropBeforeAsync(DateOnly firstKept, CancellationToken ct)
    {
        var names = await database.QueryAsync<string>(List, null, ct);
        var dropped = 0;
        foreach (var name in names)
        {
            if (string.CompareOrdinal(name, NameOf(firstKept)) >= 0)
                continue;
            // Concurrently: it must not wait for, nor hold up, the consumers. It cannot run inside a transaction.
            await using var connection = await database.OpenConnectionAsync(ct);
            await using (
                var detach = new NpgsqlCommand(
                    $"alter table usage_event detach partition {name} concurrently",
                    connection
                )
            )
                await detach.ExecuteNonQueryAsync(ct);
            await using (var drop = new NpgsqlCommand($"drop table {name}", connection))
                await drop.ExecuteNonQueryAsync(ct);
            dropped++;
        }
        Forget();
        return dropped;
    }

    private static string NameOf(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"usage_event_{day:yyyyMMdd}");

    private const string List = """
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'usage_event'::regclass order by c.relname
        """;
}
