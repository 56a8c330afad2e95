using System.Buffers.Binary;
using System.Diagnostics;
using Npgsql;

namespace Platform.Benchmarks;

/// <summary>The limit: rows of the same width into a plain table, two clients with 50,000 rows a COPY, prepared
/// beforehand.</summary>
internal static class RawCopy
{
    private const int Rows = 50_000;

    public static async Task<double> RowsPerSecondAsync(
        NpgsqlDataSource database,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        await ExecuteAsync(
            database,
            "drop table if exists raw_copy; create table raw_copy (account_id uuid, day date, event_id uuid, "
                + "occurred_at timestamptz, user_number int, feature int, quantity bigint, received_at timestamptz)",
            ct
        );
        var body = Body();
        var watch = Stopwatch.StartNew();
        var copied = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            long rows = 0;
                            await using var connection = await database.OpenConnectionAsync(ct);
                            while (watch.Elapsed < duration)
                            {
                                await using (
                                    var copy = await connection.BeginRawBinaryCopyAsync(
                                        "copy raw_copy from stdin (format binary)",
                                        ct
                                    )
                                )
                                    await copy.WriteAsync(body, ct);
                                rows += Rows;
                            }
                            return rows;
                        },
                        ct
                    )
                )
        );
        var rate = copied.Sum() / watch.Elapsed.TotalSeconds;
        await ExecuteAsync(database, "drop table raw_copy", ct);
        return rate;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static byte[] Body()
    {
        using var stream = new MemoryStream();
        stream.Write([
            (byte)'P',
            (byte)'G',
            (byte)'C',
            (byte)'O',
            (byte)'P',
            (byte)'Y',
            (byte)'\n',
            0xFF,
            (byte)'\r',
            (byte)'\n',
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ]);
        Span<byte> field = stackalloc byte[20];
        for (var i = 0; i < Rows; i++)
        {
            stream.Write([0, 8]);
            Id(stream, field);
            Number(stream, field, 4, 9_700);
            Id(stream, field);
            Number(stream, field, 8, 800_000_000_000_000 + i);
            Number(stream, field, 4, i % 20);
            Number(stream, field, 4, i % 8);
            Number(stream, field, 8, 1);
            Number(stream, field, 8, 800_000_000_000_000);
        }
        stream.Write([0xFF, 0xFF]);
        return stream.ToArray();
    }

    private static void Id(MemoryStream stream, Span<byte> field)
    {
        BinaryPrimitives.WriteInt32BigEndian(field, 16);
        Guid.CreateVersion7().TryWriteBytes(field[4..], bigEndian: true, out _);
        stream.Write(field[..20]);
    }

    private static void Number(MemoryStream stream, Span<byte> field, int bytes, long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(field, bytes);
        if (bytes == 4)
            BinaryPrimitives.WriteInt32BigEndian(field[4..], (int)value);
        else
            BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
        stream.Write(field[..(4 + bytes)]);
    }
}
