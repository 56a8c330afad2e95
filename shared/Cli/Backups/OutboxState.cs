using Npgsql;

namespace Platform.Cli.Backups;

/// <summary>What a database's outbox holds.</summary>
/// <param name="Numbered">The last number given to a message, by whichever transaction, committed or not.</param>
/// <param name="Waiting">Messages in it.</param>
/// <param name="Due">Those of them that are to be sent now; the others wait for a later try.</param>
internal sealed record OutboxState(long Numbered, long Waiting, long Due)
{
    public static async Task<OutboxState> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var exists = new NpgsqlCommand(
            "select to_regclass('messaging.outbox_message') is not null",
            connection
        );
        if (await exists.ExecuteScalarAsync(ct) is not true)
            return new OutboxState(0, 0, 0);
        await using var command = new NpgsqlCommand(
            """
            select coalesce(pg_sequence_last_value(pg_get_serial_sequence('messaging.outbox_message', 'seq')), 0),
                count(*), count(*) filter (where visible_at <= now())
            from messaging.outbox_message
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new OutboxState(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    public static async Task<OutboxState> ReadAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return await ReadAsync(connection, ct);
    }
}
