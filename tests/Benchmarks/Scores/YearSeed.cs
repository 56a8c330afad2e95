using System.Buffers.Binary;
using Npgsql;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.Benchmarks.Scores;

/// <summary>
/// A year of a book as the folder would have left it, for the queries that read the rollups' detail: up to ten users of
/// twenty features a day. Days are drawn from a stock of packed ones by kind of account,
/// so that the making of it does not take longer than the measuring. Every fifth account was lost.
/// </summary>
internal static class YearSeed
{
    public const int Days = 365;
    public const int Features = 20;
    private const int Kinds = 8;
    private const int DaysInStock = 64;
    private const int Users = 10;

    public static async Task<Guid[]> FillAsync(
        NpgsqlDataSource database,
        int accounts,
        DateOnly today,
        CancellationToken ct
    )
    {
        var ids = new Guid[accounts];
        for (var i = 0; i < accounts; i++)
            ids[i] = Guid.CreateVersion7();
        Array.Sort(ids, (a, b) => a.CompareTo(b));
        await BookSeed.ExecuteAsync(
            database,
            $"insert into feature (name, core, declared) select 'feature-' || n, n < 6, true from "
                + $"generate_series(1, {Features}) n on conflict do nothing",
            null,
            ct
        );
        await BookSeed.ExecuteAsync(
            database,
            """
            insert into account (account_id, name, segment, customer_since, version)
            select id, 'Bench', (array['smb', 'mid_market', 'enterprise'])[1 + n % 3],
                current_date - 365 - (n % 400)::int, 1 from unnest($1) with ordinality as k (id, n)
            """,
            ids,
            ct
        );
        await BookSeed.ExecuteAsync(
            database,
            """
            insert into outcome (account_id, source, reference, kind, decided_on, recorded_at)
            select id, 'bench', '1', case when n % 5 = 0 then 'churned' else 'renewed_flat' end,
                current_date - (n % 150)::int, now() from unnest($1) with ordinality as k (id, n)
            """,
            ids,
            ct
        );
        var stock = Stock();
        await Task.WhenAll(
            CopyAsync(database, ids.AsMemory(0, accounts / 2), stock, new Random(1), today, ct),
            CopyAsync(database, ids.AsMemory(accounts / 2), stock, new Random(2), today, ct)
        );
        foreach (var table in new[] { "usage_day", "account", "outcome" })
            await BookSeed.ExecuteAsync(database, $"vacuum analyze {table}", null, ct);
        return ids;
    }

    /// <summary>Packed days and their totals, by kind of account: from a few users of a few features to all.</summary>
    private static (byte[] Detail, DayTotals Totals)[][] Stock()
    {
        var random = new Random(7);
        return
        [
            .. Enumerable
                .Range(1, Kinds)
                .Select(kind =>
                    Enumerable
                        .Range(0, DaysInStock)
                        .Select(_ =>
                        {
                            var entries = new List<UsageEntry>();
                            for (var user = 1; user <= Users; user++)
                            for (var feature = 1; feature <= Features; feature++)
                                if (random.Next(6 * Kinds) < kind)
                                    entries.Add(new UsageEntry(user, feature, 3, 3, 1UL << (16 + random.Next(20))));
                            var tally = DailyUsage.Of([.. entries]);
                            return (DailyUsageCodec.Encode(tally), tally.Totals());
                        })
                        .ToArray()
                ),
        ];
    }

    private static async Task CopyAsync(
        NpgsqlDataSource database,
        ReadOnlyMemory<Guid> accounts,
        (byte[] Detail, DayTotals Totals)[][] stock,
        Random random,
        DateOnly today,
        CancellationToken ct
    )
    {
        await Task.Yield();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "copy usage_day (account_id, day, active_users, sessions, features, events, quantity, detail) from "
                + "stdin (format binary)",
            ct
        );
        var buffer = new byte[Days * 4_000];
        await copy.WriteAsync(BookSeed.Header(), ct);
        for (var a = 0; a < accounts.Length; a++)
        {
            var (n, kind) = (0, stock[random.Next(Kinds)]);
            for (var back = Days - 1; back >= 0; back--)
                n += Row(buffer.AsSpan(n), accounts.Span[a], today.AddDays(-back), kind[random.Next(DaysInStock)]);
            await copy.WriteAsync(buffer.AsMemory(0, n), ct);
        }
        await copy.WriteAsync(new byte[] { 0xFF, 0xFF }, ct);
    }

    private static int Row(Span<byte> to, Guid account, DateOnly day, (byte[] Detail, DayTotals Totals) use)
    {
        BinaryPrimitives.WriteInt16BigEndian(to, 8);
        BinaryPrimitives.WriteInt32BigEndian(to[2..], 16);
        account.TryWriteBytes(to[6..], bigEndian: true, out _);
        var n = 22;
        n += BookSeed.Int(to[n..], day.DayNumber - new DateOnly(2000, 1, 1).DayNumber);
        n += BookSeed.Int(to[n..], use.Totals.ActiveUsers);
        n += BookSeed.Int(to[n..], use.Totals.Sessions);
        n += BookSeed.Int(to[n..], use.Totals.Features);
        n += BookSeed.Long(to[n..], use.Totals.Events);
        n += BookSeed.Long(to[n..], use.Totals.Quantity);
        BinaryPrimitives.WriteInt32BigEndian(to[n..], use.Detail.Length);
        use.Detail.CopyTo(to[(n + 4)..]);
        return n + 4 + use.Detail.Length;
    }
}
