using Npgsql;
using NpgsqlTypes;

namespace Platform.Benchmarks.Revenue;

/// <summary>A ledger of 36 months, the same for each seed: accounts begin, grow, shrink, leave and return.</summary>
internal sealed class RevenueSeed(int accounts, DateOnly lastMonth)
{
    public const int Months = 36;
    private static readonly string[] Segments = ["smb", "mid_market", "enterprise"];

    private readonly Random _random = new(1);

    /// <summary>Known to the service, without any movement: what arrives during the run.</summary>
    public Guid[] Newcomers { get; } = [.. Enumerable.Range(0, 20_000).Select(_ => Guid.CreateVersion7())];

    public async Task<long> WriteAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        var ids = Enumerable.Range(0, accounts).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var connection = await database.OpenConnectionAsync(ct);
        long movements = 0;
        await using (
            var rows = await connection.BeginBinaryImportAsync(
                "copy movement (id, account_id, kind, delta, effective_on, recorded_at, recorded_by) from stdin "
                    + "(format binary)",
                ct
            )
        )
        {
            foreach (var id in ids)
            {
                foreach (var (kind, delta, on) in History())
                {
                    await rows.StartRowAsync(ct);
                    await rows.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, ct);
                    await rows.WriteAsync(id, NpgsqlDbType.Uuid, ct);
                    await rows.WriteAsync(kind, NpgsqlDbType.Text, ct);
                    await rows.WriteAsync(delta, NpgsqlDbType.Numeric, ct);
                    await rows.WriteAsync(on, NpgsqlDbType.Date, ct);
                    await rows.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz, ct);
                    await rows.WriteAsync("bench", NpgsqlDbType.Text, ct);
                    movements++;
                }
            }

            await rows.CompleteAsync(ct);
        }

        await using (
            var rows = await connection.BeginBinaryImportAsync(
                "copy account_group (account_id, dimension, value, from_at) from stdin (format binary)",
                ct
            )
        )
        {
            for (var i = 0; i < ids.Length; i++)
            {
                await rows.StartRowAsync(ct);
                await rows.WriteAsync(ids[i], NpgsqlDbType.Uuid, ct);
                await rows.WriteAsync("size", NpgsqlDbType.Text, ct);
                await rows.WriteAsync(
                    Segments[
                        i % 10 == 0 ? 2
                        : i % 3 == 0 ? 1
                        : 0
                    ],
                    NpgsqlDbType.Text,
                    ct
                );
                await rows.WriteAsync(DateTime.UtcNow.AddYears(-4), NpgsqlDbType.TimestampTz, ct);
            }

            await rows.CompleteAsync(ct);
        }

        await using var known = new NpgsqlCommand(
            "insert into account_copy (account_id, name, version) select id, 'bench', 1 from unnest(@ids) as id",
            connection
        );
        known.Parameters.AddWithValue("ids", Newcomers);
        await known.ExecuteNonQueryAsync(ct);
        await using var analyze = new NpgsqlCommand("analyze", connection);
        await analyze.ExecuteNonQueryAsync(ct);
        return movements;
    }

    private IEnumerable<(string Kind, decimal Delta, DateOnly On)> History()
    {
        var begin = _random.Next(Months);
        decimal mrr = 0;
        for (var month = begin; month < Months; month++)
        {
            var on = lastMonth.AddMonths(month - Months + 1).AddDays(_random.Next(28));
            var chance = _random.NextDouble();
            if (month == begin)
            {
                mrr = _random.Next(10_000, 500_000) / 100m;
                yield return ("new", mrr, on);
            }
            else if (mrr == 0)
            {
                if (chance > 0.03)
                    continue;
                mrr = _random.Next(10_000, 500_000) / 100m;
                yield return ("reactivation", mrr, on);
            }
            else if (chance < 0.01)
            {
                yield return ("churn", -mrr, on);
                mrr = 0;
            }
            else if (chance < 0.10)
            {
                var next = decimal.Round(mrr * (chance < 0.03 ? 0.8m : 1.2m), 2);
                yield return (next < mrr ? "contraction" : "expansion", next - mrr, on);
                mrr = next;
            }
        }
    }
}
