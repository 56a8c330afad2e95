using System.Data;
using Npgsql;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>The stored windows: packed by the day, dropped when a day in them changes. What is stored equals the day
/// rows, always.</summary>
public static class PackedWindows
{
    /// <summary>For the aggregation, which holds the shards of the accounts.</summary>
    public static Task<int> DropStaleAsync(UnitOfWork work, IReadOnlyCollection<(Guid Account, int Day)> changed) =>
        changed.Count == 0
            ? Task.FromResult(0)
            : work.ExecuteAsync(
                DropStale,
                new
                {
                    Accounts = changed.Select(c => c.Account).ToArray(),
                    Days = changed.Select(c => DateOnly.FromDayNumber(c.Day)).ToArray(),
                }
            );

    /// <summary>Packs the windows of the accounts through a day; those that end before it are moved on by their later
    /// days. No usage is aggregated until the transaction ends.</summary>
    public static async Task PackAsync(UnitOfWork work, Guid[] accounts, DateOnly through, CancellationToken ct)
    {
        await work.ExecuteAsync("select from usage_shard order by shard for share");
        var windows = new Dictionary<Guid, PackedWindow?>();
        await using (
            var command = new NpgsqlCommand(ReadWindows, work.Connection, work.Transaction)
            {
                Parameters =
                {
                    new() { Value = accounts },
                    new() { Value = through },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct))
            while (await reader.ReadAsync(ct))
                windows[reader.GetGuid(0)] = PackedWindow.Unpack(reader.GetFieldValue<byte[]>(1));

        var days = new Dictionary<Guid, List<UsageDay>>();
        await using (
            var command = new NpgsqlCommand(ReadDays, work.Connection, work.Transaction)
            {
                Parameters =
                {
                    new() { Value = accounts },
                    new() { Value = through },
                    new() { Value = through.AddDays(-PackedWindow.Days) },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct))
            while (await reader.ReadAsync(ct))
            {
                var account = reader.GetGuid(0);
                if (!days.TryGetValue(account, out var list))
                    days[account] = list = [];
                list.Add(
                    new UsageDay(
                        reader.GetFieldValue<DateOnly>(1),
                        reader.GetInt32(2),
                        reader.GetInt32(3),
                        reader.GetInt64(4),
                        reader.GetFieldValue<byte[]>(5)
                    )
                );
            }

        var packed = accounts.Where(a => windows.ContainsKey(a) || days.ContainsKey(a)).Order().ToArray();
        await work.ExecuteAsync(
            Store,
            new
            {
                Accounts = packed,
                through,
                Bodies = Array.ConvertAll(packed, a =>
                {
                    List<UsageDay> later = days.GetValueOrDefault(a) ?? [];
                    return (
                        windows.GetValueOrDefault(a) is { } window
                            ? window.With(through, later)
                            : PackedWindow.Of(through, later)
                    ).Pack();
                }),
            }
        );
    }

    private const string DropStale = """
        delete from usage_window w
        using (select account_id, min(day) as day from unnest(@Accounts, @Days) as k (account_id, day)
            group by 1) changed
        where w.account_id = changed.account_id and w.through_day >= changed.day
        """;

    private const string ReadWindows =
        "select account_id, body from usage_window where account_id = any($1) and through_day < $2";

    /// <summary>Of accounts whose window is there already and ends at the day: none.</summary>
    private const string ReadDays = """
        select d.account_id, d.day, d.active_users, d.sessions, d.events, d.activity
        from usage_day d left join usage_window w on w.account_id = d.account_id
        where d.account_id = any($1) and d.day <= $2 and d.day > greatest(w.through_day, $3::date)
        """;

    private const string Store = """
        insert into usage_window (account_id, through_day, first_day, last_day, body)
        select account_id, @through,
            (select day from usage_day d where d.account_id = k.account_id and d.day <= @through order by day limit 1),
            (select day from usage_day d where d.account_id = k.account_id and d.day <= @through
                order by day desc limit 1),
            body
        from unnest(@Accounts, @Bodies) as k (account_id, body)
        on conflict (account_id) do update
            set through_day = excluded.through_day, first_day = excluded.first_day, last_day = excluded.last_day,
            body = excluded.body
        where usage_window.through_day < excluded.through_day
        """;
}
