using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.Benchmarks;

/// <summary>
/// Batches of 500 events as JSON, ready but for ids, accounts and users, which are written in at the moment of sending:
/// the accounts in turn, so that each gets as many events as any other, however many there are. Knows what it sent, per
/// account and day.
/// </summary>
internal sealed class EventSource
{
    public const int BatchSize = 500;
    private const int Templates = 200;
    private const int MostUsers = 100;
    private const int IdLength = 36;

    private readonly ulong _random = (ulong)Random.Shared.NextInt64();
    private readonly (byte[] Body, Place[] Places)[] _templates;
    private readonly byte[] _accountTexts;
    private readonly int _users;
    private readonly int _stride;

    /// <param name="usersPerAccount">At most 100.</param>
    public EventSource(int accounts, int usersPerAccount, int features, int seed, double late)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(usersPerAccount, MostUsers);
        var random = new Random(seed);
        Accounts = [.. Enumerable.Range(0, accounts).Select(_ => Guid.CreateVersion7())];
        _users = usersPerAccount;
        _accountTexts = Encoding.ASCII.GetBytes(string.Concat(Accounts));
        _templates = [.. Enumerable.Range(0, Templates).Select(_ => Template(random, features, late))];
        // Neighbours in a batch lie far apart in the book, and every account's turn comes once a round.
        _stride = Math.Max(1, (int)(accounts * 0.618));
        while (!AreCoprime(_stride, accounts))
            _stride++;
    }

    /// <summary>Where in a body an event's id, account and user stand, and the day it happened on.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Id, int Account, int User, DateOnly Day);

    public IReadOnlyList<Guid> Accounts { get; }

    /// <summary>The accounts with their users, as their events would have brought them.</summary>
    public async Task SeedAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "insert into account (account_id, name, segment, version, user_count) select id, 'Bench', 'mid_market', "
                + "1, $2 from unnest($1) as a (id) on conflict do nothing"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Accounts.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = _users });
        await command.ExecuteNonQueryAsync(ct);
        await using var users = database.CreateCommand(
            "insert into product_user (account_id, number, user_id) select id, n, 'user-' || lpad((n - 1)::text, 2, "
                + "'0') from unnest($1) as a (id), generate_series(1, $2) n on conflict do nothing"
        );
        users.Parameters.Add(new NpgsqlParameter { Value = Accounts.ToArray() });
        users.Parameters.Add(new NpgsqlParameter { Value = _users });
        users.CommandTimeout = 300;
        await users.ExecuteNonQueryAsync(ct);
        // Core features and seats, so that there is enough weight for a score.
        await using var rest = database.CreateCommand(
            """
            insert into feature (name, core, declared) select 'feature-' || n, true, true from generate_series(0, 3) n
                on conflict do nothing;
            insert into paid_seats (account_id, from_day, seats, version) select account_id, '2020-01-01', 30, 1
                from account on conflict do nothing
            """
        );
        await rest.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Gives each account two months of use by all its users, and the score that follows from it: accounts that are in
    /// use are what a day is made of, and the first event of one that never was costs several times as much. The rounds
    /// of the day are done.
    /// </summary>
    public async Task SeedUseAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        var features = new List<int>();
        await using (var names = database.CreateCommand(Features))
        await using (var reader = await names.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                features.Add(reader.GetInt32(0));
        var through = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2);
        var random = new Random(3);
        var days = Enumerable
            .Range(0, PackedWindow.Days)
            .Select(back =>
            {
                var entries = new List<UsageEntry>();
                foreach (var feature in features)
                    for (var user = 1; user <= _users; user++)
                        if (random.Next(4) == 0)
                            entries.Add(new UsageEntry(user, feature, 3, 3, 1UL << (16 + random.Next(20))));
                var use = DailyUsage.Of([.. entries]);
                var totals = use.Totals();
                return new UsageDay(
                    through.AddDays(-back),
                    totals.ActiveUsers,
                    totals.Sessions,
                    totals.Events,
                    DayActivity.Encode(use)
                );
            })
            .ToList();
        await ExecuteAsync(
            "insert into usage_window (account_id, through_day, first_day, last_day, body) select id, $2, $3, $2, $4 "
                + "from unnest($1) as a (id)",
            Accounts.ToArray(),
            through,
            through.AddDays(1 - PackedWindow.Days),
            PackedWindow.Of(through, days).Pack()
        );
        // One is scored by the service, and the others are like it.
        await ExecuteAsync("insert into dirty_account (account_id) values ($1)", Accounts[0]);
        for (var scored = false; !scored; await Task.Delay(50, ct))
        {
            await using var command = database.CreateCommand(
                "select exists (select from score where account_id = $1 and version > 0)"
            );
            command.Parameters.Add(new NpgsqlParameter { Value = Accounts[0] });
            scored = (bool)(await command.ExecuteScalarAsync(ct))!;
        }
        foreach (var table in new[] { "score", "score_history" })
            await ExecuteAsync(
                $"""
                insert into {table} select copy.*
                from {table} known, unnest($1) as a (id),
                    jsonb_populate_record(known, jsonb_build_object('account_id', id)) as copy
                where known.account_id = $2
                on conflict do nothing
                """,
                Accounts.ToArray(),
                Accounts[0]
            );
        await ExecuteAsync("vacuum analyze");
        await using (var counted = database.CreateCommand(CountedByScores))
            SeededEvents = (long)(await counted.ExecuteScalarAsync(ct))!;

        async Task ExecuteAsync(string sql, params object[] values)
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 600;
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Events that the scores counted before any was sent.</summary>
    public long SeededEvents { get; private set; }

    /// <summary>Events of the last thirty days as all scores count them.</summary>
    public const string CountedByScores = "select coalesce(sum(inputs[15]), 0)::bigint from score";

    /// <summary>The day's rounds over the book have nothing to do: they are no part of what is measured.</summary>
    public static async Task CloseRoundsAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            insert into daily_rescoring (day, accounts, done) values (current_date, 0, true)
                on conflict (day) do update set done = true;
            insert into daily_watch (day, done) values (current_date, true) on conflict (day) do update set done = true;
            insert into daily_packing (day, done) values (current_date, true)
                on conflict (day) do update set done = true
            """
        );
        await command.ExecuteNonQueryAsync(ct);
    }

    private const string Features = """
        insert into feature (name, core, declared) select 'feature-' || n, n < 4, true from generate_series(0, 7) n
            on conflict (name) do update set core = excluded.core
        returning number
        """;

    /// <summary>
    /// A batch with ids of its own, version 7 as a producer would make them: the time, and behind it a random number of
    /// this source with the event's number in it. Written digit by digit, because the client shares the processors with
    /// what it measures. The body is the caller's.
    /// </summary>
    public Batch Next(int number)
    {
        var (template, places) = _templates[number % Templates];
        var body = template.AsSpan().ToArray();
        var keys = new (Guid Account, DateOnly Day)[places.Length];
        var ms = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            var to = body.AsSpan(place.Id, IdLength);
            Hex(to, ms >> 16, 8);
            to[8] = (byte)'-';
            Hex(to[9..], ms, 4);
            to[13] = (byte)'-';
            Hex(to[14..], 0x7000 | (ulong)(i & 0xFFF), 4);
            to[18] = (byte)'-';
            Hex(to[19..], 0x8000 | (_random & 0x3FFF), 4);
            to[23] = (byte)'-';
            Hex(to[24..], (uint)number, 8);
            Hex(to[32..], _random >> 16, 4);

            var position = ((long)number * BatchSize) + i;
            var account = (int)(position * _stride % Accounts.Count);
            _accountTexts.AsSpan(account * IdLength, IdLength).CopyTo(body.AsSpan(place.Account));
            var user = (int)((uint)(position * 2_654_435_761L >> 8) % (uint)_users);
            (body[place.User], body[place.User + 1]) = ((byte)('0' + user / 10), (byte)('0' + user % 10));
            keys[i] = (Accounts[account], place.Day);
        }
        return new Batch(body, keys);
    }

    private static void Hex(Span<byte> to, ulong value, int digits)
    {
        for (var i = digits - 1; i >= 0; i--, value >>= 4)
            to[i] = "0123456789abcdef"u8[(int)(value & 0xF)];
    }

    private static (byte[] Body, Place[] Places) Template(Random random, int features, double late)
    {
        var text = new StringBuilder("""{"events":[""");
        var places = new Place[BatchSize];
        for (var i = 0; i < BatchSize; i++)
        {
            var at = DateTimeOffset.UtcNow.AddSeconds(-random.Next(random.NextDouble() < late ? 60 * 86_400 : 600));
            text.Append(i > 0 ? "," : "").Append("{\"eventId\":\"");
            var id = text.Length;
            text.Append(' ', IdLength).Append("\",\"accountId\":\"");
            var account = text.Length;
            text.Append(' ', IdLength).Append("\",\"user\":\"user-");
            places[i] = new Place(id, account, text.Length, DateOnly.FromDateTime(at.UtcDateTime));
            text.Append(' ', 2)
                .Append(
                    CultureInfo.InvariantCulture,
                    $"\",\"feature\":\"feature-{random.Next(features)}\",\"quantity\":1,"
                        + $"\"occurredAt\":\"{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"}}"
                );
        }
        return (Encoding.ASCII.GetBytes(text.Append("]}").ToString()), places);
    }

    private static bool AreCoprime(int a, int b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a == 1;
    }
}

internal sealed record Batch(byte[] Body, (Guid Account, DateOnly Day)[] Keys);
