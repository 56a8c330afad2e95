using System.Data;
using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Platform.HealthScoring.Features;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Stores messages in one transaction: ids never seen go to the ledger, their events to the raw partitions and the daily rollups, and their accounts are marked
/// for scoring. All locks are taken in the order of their keys. Done twice, it changes nothing the second time.
/// </summary>
public sealed class UsageWriter(Database database, ProductUsers users, FeatureCatalogue features, UsagePartitions partitions, BusinessCalendar calendar)
{
    private const int MostAttempts = 20;

    /// <summary>How many events were new.</summary>
    public async Task<int> WriteAsync(IReadOnlyList<BatchMessage> messages, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(messages, ct);
            }
            catch (PostgresException exception) when (attempt < MostAttempts && MetAnother(exception))
            {
                // Another replica stored one of the same events, numbered one of the same users, or wanted two of the same days.
                await Task.Delay(Random.Shared.Next(1, 10 * attempt), ct);
            }
        }
    }

    private static bool MetAnother(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private async Task<int> WriteOnceAsync(IReadOnlyList<BatchMessage> messages, CancellationToken ct)
    {
        var events = await GatherAsync(messages, ct);
        await partitions.EnsureAsync(events.Rows.Select(r => r.Day).Distinct(), ct);

        await using var work = await database.BeginAsync(ct);
        var rows = await DropKnownAsync(work, events.Rows, ct);
        if (rows.Count == 0) return 0;

        var numbers = await NumberUsersAsync(work, events.Actors, rows);
        await CopyAsync(work, rows, events.Actors, numbers, ct);
        await AddToDaysAsync(work, rows, events.Actors, numbers, ct);
        await work.ExecuteAsync(MarkDirty, new { Accounts = rows.Select(r => events.Actors[r.Actor].Account).Distinct().ToArray() });
        await work.CommitAsync();

        users.Remember(events.Actors.Select((actor, i) => KeyValuePair.Create(actor, numbers[i])).Where(a => a.Value > 0));
        return rows.Count;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(Guid Id, int Actor, int Feature, long Quantity, long AtMs, long ReceivedMs, int Day, int Slot, int Position);

    private sealed record Gathered(List<Row> Rows, List<(Guid Account, byte[] User)> Actors);

    /// <summary>All events of the messages, each id once, in the order of ids, with actors numbered across messages.</summary>
    private async Task<Gathered> GatherAsync(IReadOnlyList<BatchMessage> messages, CancellationToken ct)
    {
        var actors = new List<(Guid Account, byte[] User)>();
        var actorNumbers = new Dictionary<(Guid, byte[]), int>(ProductUsers.ActorComparer.Instance);
        var rows = new List<Row>(messages.Sum(m => m.Events.Count));
        foreach (var message in messages)
        {
            var featureNumbers = await features.NumbersAsync(message.Features, ct);
            var own = new int[message.Actors.Count];
            for (var i = 0; i < own.Length; i++)
            {
                var actor = (message.Accounts[message.Actors[i].Account], message.Actors[i].User);
                if (!actorNumbers.TryGetValue(actor, out own[i]))
                {
                    actorNumbers[actor] = own[i] = actors.Count;
                    actors.Add(actor);
                }
            }
            foreach (var item in message.Events)
            {
                var (day, slot) = calendar.Place(item.OccurredAtMs);
                rows.Add(new Row(item.Id, own[item.Actor], featureNumbers[item.Feature], item.Quantity, item.OccurredAtMs, message.ReceivedAtMs, day, slot, rows.Count));
            }
        }

        // Sorting ids beside their positions moves 20 bytes where sorting rows would move 80. Of a repeated id the first one counts.
        var ids = new Guid[rows.Count];
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++) (ids[i], order[i]) = (rows[i].Id, i);
        Array.Sort(ids, order);
        var sorted = new List<Row>(rows.Count);
        foreach (var i in order)
            if (sorted.Count == 0 || sorted[^1].Id != rows[i].Id) sorted.Add(rows[i]);
            else if (rows[i].Position < sorted[^1].Position) sorted[^1] = rows[i];
        return new Gathered(sorted, actors);
    }

    /// <summary>Takes out ids of the ledger, and enters the rest into it.</summary>
    private static async Task<List<Row>> DropKnownAsync(Work work, List<Row> rows, CancellationToken ct)
    {
        var ids = new Guid[rows.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = rows[i].Id;
        var known = (await work.QueryAsync<Guid>(FindKnown, new { Ids = ids })).ToHashSet();
        if (known.Count > 0) rows = rows.FindAll(r => !known.Contains(r.Id));
        if (rows.Count == 0) return rows;

        var ledger = new CopyBuffer();
        foreach (var row in rows)
        {
            ledger.StartRow(1);
            ledger.Write(row.Id);
        }
        await ledger.SendAsync(work.Connection, "copy event_ledger (event_id) from stdin (format binary)", ct);
        return rows;
    }

    /// <summary>Number per actor; 0 for actors without a new event.</summary>
    private async Task<int[]> NumberUsersAsync(Work work, List<(Guid Account, byte[] User)> actors, List<Row> rows)
    {
        var numbers = new int[actors.Count];
        List<int>? missing = null;
        foreach (var row in rows)
        {
            if (numbers[row.Actor] != 0) continue;
            if (users.TryGet(actors[row.Actor].Account, actors[row.Actor].User, out var number)) numbers[row.Actor] = number;
            else
            {
                (missing ??= []).Add(row.Actor);
                numbers[row.Actor] = -1;
            }
        }
        if (missing is null) return numbers;
        var found = await ProductUsers.NumberAsync(work, [.. missing.Select(i => actors[i])]);
        foreach (var i in missing) numbers[i] = found[actors[i]];
        return numbers;
    }

    private static Task CopyAsync(Work work, List<Row> rows, List<(Guid Account, byte[] User)> actors, int[] numbers, CancellationToken ct)
    {
        var copy = new CopyBuffer();
        foreach (var row in rows.OrderBy(r => r.Day))
        {
            copy.StartRow(8);
            copy.Write(actors[row.Actor].Account);
            copy.WriteDay(row.Day);
            copy.Write(row.Id);
            copy.WriteInstant(row.AtMs);
            copy.Write(numbers[row.Actor]);
            copy.Write(row.Feature);
            copy.Write(row.Quantity);
            copy.WriteInstant(row.ReceivedMs);
        }
        return copy.SendAsync(work.Connection, "copy usage_event (account_id, day, event_id, occurred_at, user_number, feature, quantity, received_at) from stdin (format binary)", ct);
    }

    private static async Task AddToDaysAsync(Work work, List<Row> rows, List<(Guid Account, byte[] User)> actors, int[] numbers, CancellationToken ct)
    {
        var additions = new Dictionary<(Guid Account, int Day), Addition>();
        foreach (var row in rows)
        {
            var key = (actors[row.Actor].Account, row.Day);
            if (!additions.TryGetValue(key, out var addition)) additions[key] = addition = new Addition();
            addition.Entries.Add(new UsageEntry(numbers[row.Actor], row.Feature, 1, row.Quantity, 1UL << row.Slot));
            addition.FirstMs = Math.Min(addition.FirstMs, row.AtMs);
            addition.LastMs = Math.Max(addition.LastMs, row.AtMs);
        }

        var keys = additions.Keys.OrderBy(k => k.Account).ThenBy(k => k.Day).ToArray();
        var accounts = keys.Select(k => k.Account).ToArray();
        var days = keys.Select(k => DateOnly.FromDayNumber(k.Day)).ToArray();
        var present = await LockDaysAsync(work, accounts, days, ct);
        if (present.Count < keys.Length)
        {
            var missing = keys.Where(k => !present.ContainsKey(k)).ToArray();
            var (newAccounts, newDays) = (missing.Select(k => k.Account).ToArray(), missing.Select(k => DateOnly.FromDayNumber(k.Day)).ToArray());
            await work.ExecuteAsync(AddDays, new { Accounts = newAccounts, Days = newDays });
            foreach (var (key, detail) in await LockDaysAsync(work, newAccounts, newDays, ct)) present[key] = detail;
        }

        await UpdateDaysAsync(work, keys, [.. keys.Select(k => Sum(additions[k], present[k]))], ct);
    }

    private static (DayTally Tally, Addition Addition) Sum(Addition addition, byte[] detail) =>
        (DayTallyCodec.Decode(detail).Plus(DayTally.Of([.. addition.Entries])), addition);

    private static async Task<Dictionary<(Guid Account, int Day), byte[]>> LockDaysAsync(Work work, Guid[] accounts, DateOnly[] days, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LockDays, work.Connection, work.Transaction) { Parameters = { new() { Value = accounts }, new() { Value = days } } };
        var found = new Dictionary<(Guid, int), byte[]>(accounts.Length);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
            found[(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1).DayNumber)] = reader.GetFieldValue<byte[]>(2);
        return found;
    }

    private static async Task UpdateDaysAsync(Work work, (Guid Account, int Day)[] keys, (DayTally Tally, Addition Addition)[] sums, CancellationToken ct)
    {
        var totals = Array.ConvertAll(sums, s => s.Tally.Totals());
        await using var command = new NpgsqlCommand(UpdateDays, work.Connection, work.Transaction)
        {
            Parameters =
            {
                new() { Value = Array.ConvertAll(keys, k => k.Account) },
                new() { Value = Array.ConvertAll(keys, k => DateOnly.FromDayNumber(k.Day)) },
                new() { Value = Array.ConvertAll(totals, t => t.ActiveUsers) },
                new() { Value = Array.ConvertAll(totals, t => t.Sessions) },
                new() { Value = Array.ConvertAll(totals, t => t.Features) },
                new() { Value = Array.ConvertAll(totals, t => t.Events) },
                new() { Value = Array.ConvertAll(totals, t => t.Quantity) },
                new() { Value = Array.ConvertAll(sums, s => DateTimeOffset.FromUnixTimeMilliseconds(s.Addition.FirstMs).UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new() { Value = Array.ConvertAll(sums, s => DateTimeOffset.FromUnixTimeMilliseconds(s.Addition.LastMs).UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new() { Value = Array.ConvertAll(sums, s => DayActivity.Encode(s.Tally)) },
                new() { Value = Array.ConvertAll(sums, s => DayTallyCodec.Encode(s.Tally)) },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed class Addition
    {
        public List<UsageEntry> Entries { get; } = [];
        public long FirstMs { get; set; } = long.MaxValue;
        public long LastMs { get; set; } = long.MinValue;
    }

    private const string FindKnown = "select event_id from event_ledger where event_id = any(@Ids)";

    private const string LockDays = """
        select d.account_id, d.day, d.detail
        from usage_day d join unnest($1, $2) as k (account_id, day) on d.account_id = k.account_id and d.day = k.day
        order by d.account_id, d.day
        for update of d
        """;

    private const string AddDays = """
        insert into usage_day (account_id, day)
        select * from unnest(@Accounts, @Days) as k (account_id, day) order by account_id, day
        on conflict do nothing
        """;

    private const string UpdateDays = """
        update usage_day d
        set active_users = k.active_users, sessions = k.sessions, features = k.features, events = k.events, quantity = k.quantity,
            first_at = least(d.first_at, k.first_at), last_at = greatest(d.last_at, k.last_at), activity = k.activity, detail = k.detail
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            as k (account_id, day, active_users, sessions, features, events, quantity, first_at, last_at, activity, detail)
        where d.account_id = k.account_id and d.day = k.day
        """;

    private const string MarkDirty = "insert into dirty_account (account_id) select unnest(@Accounts)";
}
