using Npgsql;

namespace Platform.ServiceKit.Data;

/// <summary>The service's own database: reads go straight to it, changes through a <see cref="UnitOfWork"/>.</summary>
public sealed class Database(
    ConnectionPools pools,
    RequestContext context,
    IEnumerable<ITransactionParticipant> participants
)
{
    private readonly ITransactionParticipant[] _participants = [.. participants];
    private readonly AsyncLocal<HeldWork?> _held = new();

    /// <summary>Opens a transaction (read committed). Leaving without <see cref="UnitOfWork.CommitAsync"/> rolls
    /// back.</summary>
    public Task<UnitOfWork> BeginAsync(CancellationToken ct = default)
    {
        var outer = HeldWork.Innermost(_held.Value);
        var work = new HeldWork(outer);
        // Not in an async method: it is to be seen by the caller, and by all that it calls.
        _held.Value = work;
        return BeginAsync(work, outer, ct);
    }

    /// <summary>A connection of its own: for COPY, rows one by one, and other things that Dapper does not do.</summary>
    public ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken ct = default) =>
        OpenAsync(HeldWork.Innermost(_held.Value), ct);

    private async Task<UnitOfWork> BeginAsync(HeldWork work, HeldWork? outer, CancellationToken ct)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await OpenAsync(outer, ct);
            var transaction = await connection.BeginTransactionAsync(ct);
            return new UnitOfWork(connection, transaction, context, _participants, work.Close, ct);
        }
        catch
        {
            work.Close();
            if (connection is not null)
                await connection.DisposeAsync();
            throw;
        }
    }

    private ValueTask<NpgsqlConnection> OpenAsync(HeldWork? held, CancellationToken ct) =>
        held?.Depth switch
        {
            null => pools.Main.OpenConnectionAsync(ct),
            1 => pools.Nested.OpenConnectionAsync(ct),
            _ => throw new InvalidOperationException(
                "This call holds two connections already. Read through the unit of work that is open."
            ),
        };

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await OpenConnectionAsync(ct);
        return await Sql.QueryAsync<T>(connection, null, sql, args, ct);
    }

    /// <summary>The only row, or default where there is none; more than one is an error.</summary>
    public async Task<T?> SingleOrDefaultAsync<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await OpenConnectionAsync(ct);
        return await Sql.SingleOrDefaultAsync<T>(connection, null, sql, args, ct);
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await OpenConnectionAsync(ct);
        return await Sql.ScalarAsync<T>(connection, null, sql, args, ct);
    }

    /// <summary>One statement in its own transaction, for changes that tell nobody (leases, clean-up).</summary>
    public async Task<int> ExecuteAsync(string sql, object? args = null, CancellationToken ct = default)
    {
        await using var connection = await OpenConnectionAsync(ct);
        return await Sql.ExecuteAsync(connection, null, sql, args, ct);
    }
}
