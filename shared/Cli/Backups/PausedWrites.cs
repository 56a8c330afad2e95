using Npgsql;

namespace Platform.Cli.Backups;

/// <summary>Lets every gateway hold back changes until it is disposed, or until this process ends: a lock in the
/// gateway's database, see <c>gateway/Protection/WritePause.cs</c>.</summary>
internal sealed class PausedWrites : IAsyncDisposable
{
    /// <summary>The same number as there.</summary>
    private const long Lock = 2_026_113_001;

    private readonly NpgsqlConnection _connection;

    private PausedWrites(NpgsqlConnection connection) => _connection = connection;

    public static async Task<PausedWrites> BeginAsync(string gatewayDatabase, CancellationToken ct)
    {
        var connection = new NpgsqlConnection($"{gatewayDatabase};Pooling=false");
        await connection.OpenAsync(ct);
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection)
        {
            Parameters = { new() { Value = Lock } },
        };
        // A gateway holds it, shared, for the length of its look.
        for (var tries = 0; tries < 50; tries++)
        {
            if (await take.ExecuteScalarAsync(ct) is true)
                return new PausedWrites(connection);
            await Task.Delay(20, ct);
        }
        await connection.DisposeAsync();
        throw new CommandFailedException("Another backup of this installation is being made.");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
