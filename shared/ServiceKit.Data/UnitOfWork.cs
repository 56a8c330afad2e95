using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Platform.ServiceKit.Data;

/// <summary>
/// A unit of work: one transaction that holds a state change and what its <see cref="ITransactionParticipant"/>s add to
/// it: the events that tell of the change, the idempotency key of the request that asked for it. All commit, or none.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly IReadOnlyList<ITransactionParticipant> _participants;
    private readonly CancellationToken _ct;
    private readonly Action _closed;
    private readonly List<Action> _afterCommit = [];
    private bool _disposed;

    internal UnitOfWork(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        RequestContext context,
        IReadOnlyList<ITransactionParticipant> participants,
        Action closed,
        CancellationToken ct
    ) =>
        (Connection, Transaction, Context, _participants, _closed, _ct) = (
            connection,
            transaction,
            context,
            participants,
            closed,
            ct
        );

    /// <summary>Who acts, and when.</summary>
    public RequestContext Context { get; }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        Sql.QueryAsync<T>(Connection, Transaction, sql, args, _ct);

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? args = null) =>
        Sql.SingleOrDefaultAsync<T>(Connection, Transaction, sql, args, _ct);

    public Task<T?> ScalarAsync<T>(string sql, object? args = null) =>
        Sql.ScalarAsync<T>(Connection, Transaction, sql, args, _ct);

    public Task<int> ExecuteAsync(string sql, object? args = null) =>
        Sql.ExecuteAsync(Connection, Transaction, sql, args, _ct);

    /// <summary>Rows one by one, each column once and in order: for answers of so many rows that objects would
    /// cost.</summary>
    public Task<DbDataReader> ReaderAsync(string sql, object? args = null) =>
        Connection.ExecuteReaderAsync(Sql.Command(Transaction, sql, args, _ct), CommandBehavior.SequentialAccess);

    /// <summary>Several statements in one round trip: a hot path on a busy machine waits for the processor with each of
    /// them. Read the answers in order.</summary>
    public Task<SqlMapper.GridReader> QueryMultipleAsync(string sql, object? args = null) =>
        Connection.QueryMultipleAsync(Sql.Command(Transaction, sql, args, _ct));

    /// <summary>Waits until this transaction alone holds the lock of that name in this database; it goes with the
    /// transaction. A name says whose lock it is: <c>plans.outcomes</c>.</summary>
    public Task LockAsync(string name) =>
        ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name });

    /// <summary>As <see cref="LockAsync"/>, together with others who share it.</summary>
    public Task LockSharedAsync(string name) =>
        ExecuteAsync("select pg_advisory_xact_lock_shared(hashtextextended(@name, 0))", new { name });

    /// <summary>As <see cref="LockAsync"/> without waiting: false where another has it. For work that one replica at a
    /// time is to do.</summary>
    public async Task<bool> TryLockAsync(string name) =>
        await ScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended(@name, 0))", new { name });

    /// <summary>The participant of this kind.</summary>
    /// <exception cref="InvalidOperationException">The service has none.</exception>
    public T Participant<T>()
        where T : ITransactionParticipant => _participants.OfType<T>().First();

    /// <summary>Does something once the change is there for everybody, such as waking who waits for it. Where the
    /// transaction rolls back it never runs; it must not fail.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Commits and gives the connection back: nothing can be asked of it any more.</summary>
    public async Task CommitAsync()
    {
        foreach (var participant in _participants)
            await participant.BeforeCommitAsync(this);
        await Transaction.CommitAsync(_ct);
        // What is read afterwards, for the answer, takes a connection of its own: holding one meanwhile could wait for
        // ever in a pool that is full of such.
        await DisposeAsync();
        foreach (var action in _afterCommit)
            action();
    }

    /// <summary>May be called again: a second release would give the connection to the pool twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _closed();
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
