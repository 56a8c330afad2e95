using System.Data;
using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Usage;

/// <summary>
/// Adds deltas to the daily rollups: takes free shards, adds up what waits there, rewrites each day concerned once
/// and deletes the deltas, all in the caller's transaction. The lock of the shard's row keeps other replicas from the
/// same days, so nothing is counted twice and there are no deadlocks.
/// </summary>
public static class AggregateUsage
{
    /// <summary>Half of them, so that a second replica finds some too.</summary>
    private const int MostShards = UsageDelta.Shards / 2;

    /// <summary>Bounds of one transaction; the rest waits for the next.</summary>
    private const int MostDays = 20_000;
    private const int MostEvents = 400_000;
    private const int MostDeltas = 4_000;

    /// <summary>The accounts whose days changed, in order; empty where nothing waits or other replicas are at
    /// it.</summary>
    /// <param name="today">What happened before it came late.</param>
    public static async Task<AggregatedUse[]> AggregateAsync(UnitOfWork work, DateOnly today, CancellationToken ct)
    {
        var shards = (await work.QueryAsync<short>(TakeShards, new { MostShards })).ToArray();
        if (shards.Length == 0)
            return [];
        var additions = new Additions();
        await TakeDeltasAsync(work, shards, additions, ct);
        await AddToDaysAsync(work, additions.ByDay, ct);
        await LateUsage.KeepAsync(
            work,
            today,
            [
                .. additions
                    .ByDay.Where(a => a.Key.Day < today.DayNumber)
                    .Select(a => new StoredDay(
                        a.Key.Account,
                        DateOnly.FromDayNumber(a.Key.Day),
                        DailyUsage.Of([.. a.Value.Entries])
                    )),
            ]
        );
        // No window reaches today, not even after the clock stepped back.
        await PackedWindows.DropStaleAsync(work, [.. additions.ByDay.Keys.Where(k => k.Day < today.DayNumber)]);
        return
        [
            .. additions
                .ByDay.GroupBy(
                    a => a.Key.Account,
                    (account, days) =>
                        AggregatedUse.Of(account, days.Select(d => (d.Key.Day, d.Value.Entries.Count)), today)
                )
                .OrderBy(f => f.AccountId),
        ];
    }

    private static async Task TakeDeltasAsync(
        UnitOfWork work,
        short[] shards,
        Additions additions,
        CancellationToken ct
    )
    {
        var taken = new List<(short Shard, long Seq)>();
        await using (
            var command = new NpgsqlCommand(ReadDeltas, work.Connection, work.Transaction)
            {
                Parameters =
                {
                    new() { Value = shards },
                    new() { Value = MostDeltas },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct))
            while (additions.ByDay.Count < MostDays && additions.Events < MostEvents && await reader.ReadAsync(ct))
            {
                taken.Add((reader.GetInt16(0), reader.GetInt64(1)));
                additions.Add(reader.GetFieldValue<byte[]>(2));
            }
        await work.ExecuteAsync(
            DeleteDeltas,
            new { Shards = taken.ConvertAll(t => t.Shard).ToArray(), Seqs = taken.ConvertAll(t => t.Seq).ToArray() }
        );
    }

    private static async Task AddToDaysAsync(
        UnitOfWork work,
        Dictionary<(Guid Account, int Day), Addition> additions,
        CancellationToken ct
    )
    {
        var present = new List<Changed>(additions.Count);
        await using (
            var command = new NpgsqlCommand(ReadDays, work.Connection, work.Transaction)
            {
                Parameters =
                {
                    new() { Value = additions.Keys.Select(k => k.Account).ToArray() },
                    new() { Value = additions.Keys.Select(k => DateOnly.FromDayNumber(k.Day)).ToArray() },
                },
            }
        )
        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct))
            while (await reader.ReadAsync(ct))
            {
                var key = (reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1).DayNumber);
                if (additions.Remove(key, out var addition))
                    present.Add(Changed.By(key, DailyUsageCodec.Decode(reader.GetFieldValue<byte[]>(2)), addition));
            }
        var fresh = additions.Select(a => Changed.By(a.Key, DailyUsage.Empty, a.Value)).ToList();
        foreach (var changed in present)
            additions[changed.Key] = changed.Addition;

        if (present.Count > 0)
            await WriteAsync(work, UpdateDays, present, ct);
        if (fresh.Count > 0)
            await WriteAsync(work, InsertDays, fresh, ct);
    }

    private static async Task WriteAsync(UnitOfWork work, string sql, List<Changed> days, CancellationToken ct)
    {
        days.Sort((a, b) => a.Key.CompareTo(b.Key));
        static T[] All<T>(List<Changed> days, Func<Changed, T> value)
        {
            var values = new T[days.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = value(days[i]);
            return values;
        }
        const NpgsqlDbType instants = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
        await using var command = new NpgsqlCommand(sql, work.Connection, work.Transaction)
        {
            Parameters =
            {
                new() { Value = All(days, d => d.Key.Account) },
                new() { Value = All(days, d => DateOnly.FromDayNumber(d.Key.Day)) },
                new() { Value = All(days, d => d.Totals.ActiveUsers) },
                new() { Value = All(days, d => d.Totals.Sessions) },
                new() { Value = All(days, d => d.Totals.Features) },
                new() { Value = All(days, d => d.Totals.Events) },
                new() { Value = All(days, d => d.Totals.Quantity) },
                new()
                {
                    Value = All(days, d => DateTimeOffset.FromUnixTimeMilliseconds(d.Addition.FirstMs).UtcDateTime),
                    NpgsqlDbType = instants,
                },
                new()
                {
                    Value = All(days, d => DateTimeOffset.FromUnixTimeMilliseconds(d.Addition.LastMs).UtcDateTime),
                    NpgsqlDbType = instants,
                },
                new() { Value = All(days, d => DayActivity.Encode(d.Tally)) },
                new() { Value = All(days, d => DailyUsageCodec.Encode(d.Tally)) },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Changed((Guid Account, int Day) Key, DailyUsage Tally, DayTotals Totals, Addition Addition)
    {
        public static Changed By((Guid Account, int Day) key, DailyUsage before, Addition addition)
        {
            var tally = before.Plus(DailyUsage.Of([.. addition.Entries]));
            return new(key, tally, tally.Totals(), addition);
        }
    }

    private sealed class Addition
    {
        public List<UsageEntry> Entries { get; } = new(16);
        public long FirstMs { get; set; } = long.MaxValue;
        public long LastMs { get; set; } = long.MinValue;
    }

    private sealed class Additions
    {
        public Dictionary<(Guid Account, int Day), Addition> ByDay { get; } = [];
        public int Events { get; private set; }

        public void Add(ReadOnlySpan<byte> delta)
        {
            var reader = UsageDelta.Read(delta);
            while (reader.NextAccount())
            {
                var (day, addition) = (-1, default(Addition));
                while (reader.NextEvent())
                {
                    var item = reader.Event;
                    if (item.Day != day)
                    {
                        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(
                            ByDay,
                            (reader.Account, item.Day),
                            out _
                        );
                        (day, addition) = (item.Day, place ??= new Addition());
                    }
                    addition!.Entries.Add(new UsageEntry(item.User, item.Feature, 1, item.Quantity, 1UL << item.Slot));
                    addition.FirstMs = Math.Min(addition.FirstMs, item.AtMs);
                    addition.LastMs = Math.Max(addition.LastMs, item.AtMs);
                    Events++;
                }
            }
        }
    }

    private const string TakeShards = """
        select s.shard from usage_shard s
        where exists (select from usage_delta d where d.shard = s.shard)
        order by (select min(d.seq) from usage_delta d where d.shard = s.shard)
        limit @MostShards for update of s skip locked
        """;

    private const string ReadDeltas =
        "select shard, seq, body from usage_delta where shard = any($1) order by seq limit $2";

    private const string DeleteDeltas =
        "delete from usage_delta d using unnest(@Shards, @Seqs) as k (shard, seq) where d.shard = k.shard and "
        + "d.seq = k.seq";

    private const string ReadDays = """
        select d.account_id, d.day, d.detail
        from usage_day d join unnest($1, $2) as k (account_id, day) on d.account_id = k.account_id and d.day = k.day
        """;

    private const string InsertDays = """
        insert into usage_day (account_id, day, active_users, sessions, features, events, quantity, first_at, last_at,
            activity, detail)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string UpdateDays = """
        update usage_day d
        set active_users = k.active_users, sessions = k.sessions, features = k.features, events = k.events,
            quantity = k.quantity,
            first_at = least(d.first_at, k.first_at), last_at = greatest(d.last_at, k.last_at), activity = k.activity,
                detail = k.detail
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            as k (account_id, day, active_users, sessions, features, events, quantity, first_at, last_at, activity,
                detail)
        where d.account_id = k.account_id and d.day = k.day
        """;
}
