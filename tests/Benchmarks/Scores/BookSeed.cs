using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Npgsql;

namespace Platform.Benchmarks.Scores;

/// <summary>
/// A book as the folder would have left it: accounts with seats, and a rollup per account and day with who used which
/// of eight features. The detail, which neither side reads, is there in its size only.
/// </summary>
internal static class BookSeed
{
    public const int Days = 90;
    private const int Users = 20;
    private const int Features = 8;

    /// <summary>A bit per user; their numbers begin at 1.</summary>
    private const uint Everybody = ((1u << Users) - 1) << 1;

    public static async Task<Guid[]> FillAsync(
        NpgsqlDataSource database,
        int accounts,
        DateOnly today,
        CancellationToken ct
    )
    {
        var ids = new Guid[accounts];
        var id = new byte[16];
        for (var i = 0; i < accounts; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(id, 0x0190_0000_0000_7000);
            BinaryPrimitives.WriteInt64BigEndian(id.AsSpan(8), long.MinValue + ((long)i << 20) + i % 16);
            ids[i] = new Guid(id, bigEndian: true);
        }
        await ExecuteAsync(
            database,
            "insert into feature (name, core, declared) select 'feature-' || n, n < 4, true from "
                + "generate_series(0, 7) n on conflict do nothing",
            null,
            ct
        );
        await ExecuteAsync(
            database,
            "insert into account (account_id, name, segment, customer_since, version) select id, 'Bench', "
                + "'mid_market', current_date - 400, 1 from unnest($1) id",
            ids,
            ct
        );
        await ExecuteAsync(
            database,
            "insert into paid_seats (account_id, from_day, seats, version) select id, current_date - 400, 25, 1 "
                + "from unnest($1) id",
            ids,
            ct
        );
        await Task.WhenAll(
            CopyDaysAsync(database, ids.AsMemory(0, accounts / 2), 1, today, ct),
            CopyDaysAsync(database, ids.AsMemory(accounts / 2), 2, today, ct)
        );
        foreach (var table in new[] { "usage_day", "account", "paid_seats" })
            await ExecuteAsync(database, $"vacuum analyze {table}", null, ct);
        return ids;
    }

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql, object? argument, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 600;
        if (argument is not null)
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task CopyDaysAsync(
        NpgsqlDataSource database,
        ReadOnlyMemory<Guid> accounts,
        uint seed,
        DateOnly today,
        CancellationToken ct
    )
    {
        await Task.Yield();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "copy usage_day (account_id, day, active_users, sessions, features, events, quantity, activity, "
                + "detail) from stdin (format binary)",
            ct
        );
        var random = seed;
        var buffer = new byte[Days * 1_000];
        await copy.WriteAsync(Header(), ct);
        for (var a = 0; a < accounts.Length; a++)
        {
            var n = 0;
            // From hardly used to used by everybody, from falling to growing, and every fourth by some of its users
            // only: accounts of every band.
            var (level, trend) = ((int)(Next(ref random) % 5), (int)(Next(ref random) % 5) - 2);
            var users = a % 4 == 0 ? Everybody >>> (int)(Next(ref random) % Users) & Everybody : Everybody;
            for (var back = Days - 1; back >= 0; back--)
                n += Row(
                    buffer.AsSpan(n),
                    accounts.Span[a],
                    today.AddDays(-back),
                    ref random,
                    users,
                    level + trend * (45 - back) / 45
                );
            await copy.WriteAsync(buffer.AsMemory(0, n), ct);
        }
        await copy.WriteAsync(new byte[] { 0xFF, 0xFF }, ct);
    }

    public static byte[] Header() =>
        [.. Encoding.ASCII.GetBytes("PGCOPY\n"), 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static int Row(Span<byte> to, Guid account, DateOnly day, ref uint random, uint who, int level)
    {
        Span<byte> activity = stackalloc byte[1 + Features * 5];
        var (length, everybody, pairs, features, before) = (1, 0u, 0, 0, 0);
        for (var f = 1; f <= Features; f++)
        {
            var users = Next(ref random) & who;
            for (var thinner = level; thinner < 4; thinner++)
                users &= Next(ref random);
            if (users == 0)
                continue;
            everybody |= users;
            pairs += BitOperations.PopCount(users);
            features++;
            activity[length++] = (byte)(f - before);
            activity[length++] = 3;
            (activity[length], activity[length + 1], activity[length + 2]) = (
                (byte)users,
                (byte)(users >> 8),
                (byte)(users >> 16)
            );
            length += 3;
            before = f;
        }
        activity[0] = (byte)features;

        var n = 0;
        BinaryPrimitives.WriteInt16BigEndian(to, 9);
        n += 2;
        BinaryPrimitives.WriteInt32BigEndian(to[n..], 16);
        account.TryWriteBytes(to[(n + 4)..], bigEndian: true, out _);
        n += 20;
        n += Int(to[n..], day.DayNumber - new DateOnly(2000, 1, 1).DayNumber);
        n += Int(to[n..], BitOperations.PopCount(everybody));
        n += Int(to[n..], BitOperations.PopCount(everybody) + pairs / 8);
        n += Int(to[n..], features);
        n += Long(to[n..], pairs * 3);
        n += Long(to[n..], pairs * 3);
        BinaryPrimitives.WriteInt32BigEndian(to[n..], length);
        activity[..length].CopyTo(to[(n + 4)..]);
        n += 4 + length;
        // As DailyUsageCodec packs it: some six bytes a user and three a use of a feature.
        var detail = 2 + 6 * BitOperations.PopCount(everybody) + 3 * pairs;
        BinaryPrimitives.WriteInt32BigEndian(to[n..], detail);
        to.Slice(n + 4, detail).Clear();
        return n + 4 + detail;
    }

    public static int Int(Span<byte> to, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, 4);
        BinaryPrimitives.WriteInt32BigEndian(to[4..], value);
        return 8;
    }

    public static int Long(Span<byte> to, long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, 8);
        BinaryPrimitives.WriteInt64BigEndian(to[4..], value);
        return 12;
    }

    private static uint Next(ref uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        return state ^= state << 5;
    }
}
