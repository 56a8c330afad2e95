using System.Globalization;
using System.Text;
using Npgsql;

namespace Platform.Benchmarks;

/// <summary>Batches of 500 events as JSON, ready but for their ids, which are written in at the moment of sending.
/// Knows what it sent, per account and day.</summary>
internal sealed class EventSource
{
    public const int BatchSize = 500;
    private const int Templates = 200;

    private readonly ulong _random = (ulong)Random.Shared.NextInt64();
    private readonly (byte[] Body, int[] IdAt, (Guid Account, DateOnly Day)[] Keys)[] _templates;

    public EventSource(int accounts, int usersPerAccount, int features, int seed, double late)
    {
        var random = new Random(seed);
        Accounts = [.. Enumerable.Range(0, accounts).Select(_ => Guid.CreateVersion7())];
        _templates = [.. Enumerable.Range(0, Templates).Select(_ => Template(random, usersPerAccount, features, late))];
    }

    public IReadOnlyList<Guid> Accounts { get; }

    /// <summary>The accounts, as their events would have brought them.</summary>
    public async Task SeedAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "insert into account (account_id, name, segment, version) select unnest($1), 'Bench', 'mid_market', "
                + "1 on conflict do nothing"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Accounts.ToArray() });
        await command.ExecuteNonQueryAsync(ct);
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
    /// A batch with ids of its own, version 7 as a producer would make them: the time, and behind it a random number of
    /// this source with the event's number in it. Written digit by digit, because the client shares the processors with
    /// what it measures. The body is the caller's.
    /// </summary>
    public Batch Next(int number)
    {
        var (template, idAt, keys) = _templates[number % Templates];
        var body = template.AsSpan().ToArray();
        var ms = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var i = 0; i < idAt.Length; i++)
        {
            var to = body.AsSpan(idAt[i], 36);
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
        }
        return new Batch(body, keys);
    }

    private static void Hex(Span<byte> to, ulong value, int digits)
    {
        for (var i = digits - 1; i >= 0; i--, value >>= 4)
            to[i] = "0123456789abcdef"u8[(int)(value & 0xF)];
    }

    private (byte[] Body, int[] IdAt, (Guid, DateOnly)[] Keys) Template(
        Random random,
        int users,
        int features,
        double late
    )
    {
        var text = new StringBuilder("""{"events":[""");
        var idAt = new int[BatchSize];
        var keys = new (Guid, DateOnly)[BatchSize];
        for (var i = 0; i < BatchSize; i++)
        {
            var account = Accounts[random.Next(Accounts.Count)];
            var at = DateTimeOffset.UtcNow.AddSeconds(-random.Next(random.NextDouble() < late ? 60 * 86_400 : 600));
            keys[i] = (account, DateOnly.FromDateTime(at.UtcDateTime));
            if (i > 0)
                text.Append(',');
            text.Append("{\"eventId\":\"");
            idAt[i] = text.Length;
            text.Append(' ', 36)
                .Append(
                    CultureInfo.InvariantCulture,
                    $"\",\"accountId\":\"{account}\",\"user\":\"user-{random.Next(users)}\","
                        + $"\"feature\":\"feature-{random.Next(features)}\",\"quantity\":1,"
                        + $"\"occurredAt\":\"{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"}}"
                );
        }
        return (Encoding.ASCII.GetBytes(text.Append("]}").ToString()), idAt, keys);
    }
}

internal sealed record Batch(byte[] Body, (Guid Account, DateOnly Day)[] Keys);
