using Npgsql;

namespace Platform.Cli.DeadLetters;

/// <summary>Messages that a service's outbox gave up publishing: unknown type, bad payload, or too many
/// attempts.</summary>
public sealed class DeadOutbox(string service, string connectionString)
{
    public string Place => $"outbox of {service}";

    /// <summary>Empty too where the database has no outbox (it is not a service's, or not migrated yet).</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        if (!await ExistsAsync(connection, ct))
            return [];
        await using var command = new NpgsqlCommand(
            "select message_id, type, died_at, coalesce(last_error, '') from messaging.outbox_dead order by seq "
                + "limit $1",
            connection
        )
        {
            Parameters = { new() { Value = limit } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var letters = new List<DeadLetter>();
        while (await reader.ReadAsync(ct))
            letters.Add(
                new(
                    Place,
                    reader.GetGuid(0).ToString(),
                    reader.GetString(1),
                    reader.GetFieldValue<DateTimeOffset>(2),
                    reader.GetString(3)
                )
            );
        return letters;
    }

    public async Task<int> ReplayAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        if (!await ExistsAsync(connection, ct))
            return 0;
        // One statement, so that a message is in one of the two tables at every instant; consumers drop what they know
        // by its id.
        await using var command = new NpgsqlCommand(
            """
            with revived as (delete from messaging.outbox_dead
                returning seq, message_id, type, partition_key, payload, headers, created_at)
            insert into messaging.outbox_message (message_id, type, partition_key, payload, headers, created_at)
            select message_id, type, partition_key, payload, headers, created_at from revived order by seq
            """,
            connection
        );
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select to_regclass('messaging.outbox_dead') is not null",
            connection
        );
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
