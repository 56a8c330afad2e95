using System.Data;
using Npgsql;

namespace Platform.Cli.Backups;

/// <summary>One database as it was at the instant, for as long as this is not disposed.</summary>
internal sealed class DatabaseSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private DatabaseSnapshot(NpgsqlConnection connection, string id, OutboxState outbox) =>
        (_connection, Id, Outbox) = (connection, id, outbox);

    /// <summary>As pg_dump takes it.</summary>
    public string Id { get; }

    /// <summary>What the snapshot holds of it.</summary>
    public OutboxState Outbox { get; }

    public string Database => _connection.Database;

    public static async Task<DatabaseSnapshot> TakeAsync(string connectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        try
        {
            await connection.OpenAsync(ct);
            // Ends with the connection.
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await using var export = new NpgsqlCommand("select pg_export_snapshot()", connection);
            var id = (string)(await export.ExecuteScalarAsync(ct))!;
            return new DatabaseSnapshot(connection, id, await OutboxState.ReadAsync(connection, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
