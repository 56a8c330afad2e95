using Npgsql;

namespace Platform.ServiceKit.Data;

/// <summary>The service's own database: reads go straight to it, changes through a <see cref="UnitOfWork"/>.</summary>
public sealed class Database(
    NpgsqlDataSource source,
    RequestContext context,
    IEnumerable<ITransactionParticipant> participants
)
{
    private readonly ITransactionParticipant[] _participants = [.. participants];

    /// <summary>For COPY and other things that Dapper does not do.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>Opens a transaction (read committed). Leaving without <see cref="UnitOfWork.CommitAsync"/> rolls
    /// back.</summary>
    public async Task<UnitOfWork> BeginAsync(CancellationToken ct = default)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            return new UnitOfWork(connection, await connection.BeginTransactionAsync(ct), context, _participants, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Sql.QueryAsync<T>(connection, null, sql, args, ct);
    }

    /// <summary>The only row, or default where there is none; more than one is an error.</summary>
    public async Task<T?> SingleOrDefaultAsync<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Sql.SingleOrDefaultAsync<T>(connection, null, sql, args, ct);
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Sql.ScalarAsync<T>(connection, null, sql, args, ct);
    }

    /// <summary>One statement in its own transaction, for changes that tell nobody (leases, clean-up).</summary>
    public async Task<int> ExecuteAsync(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Sql.ExecuteAsync(connection, null, sql, args, ct);
    }
}
