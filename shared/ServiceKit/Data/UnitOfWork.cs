using Dapper;
using Npgsql;
using Platform.Contracts;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Data;

/// <summary>
/// A unit of work: one transaction that holds a state change, the events that tell of it, and the idempotency key of
/// the request that asked for it. All of them commit, or none.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly RequestContext _context;
    private readonly CancellationToken _ct;
    private readonly List<Action> _afterCommit = [];
    private bool _enqueued;
    private bool _disposed;

    internal UnitOfWork(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        RequestContext context,
        CancellationToken ct
    ) => (Connection, Transaction, _context, _ct) = (connection, transaction, context, ct);

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

    /// <summary>
    /// Puts an event into the outbox. Call it <em>after</em> the aggregate's row was changed: the row's lock then makes
    /// the outbox order equal the commit order per aggregate.
    /// </summary>
    /// <param name="key">Events with the same key are delivered to the broker in order; the aggregate's id.</param>
    public Task EnqueueAsync(DomainEvent domainEvent, Guid key) => EnqueueAsync([(domainEvent, key)]);

    /// <summary>Many events in one round trip, in the order given.</summary>
    public async Task EnqueueAsync(IReadOnlyCollection<(DomainEvent Event, Guid Key)> events)
    {
        if (events.Count == 0)
            return;
        await Outbox.InsertAsync(this, _context, events);
        _enqueued = true;
    }

    /// <summary>Does something once the change is there for everybody, such as waking who waits for it. Where the
    /// transaction rolls back it never runs; it must not fail.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Commits and gives the connection back, nothing can be asked of it any more; wakes the outbox relay
    /// where events were enqueued.</summary>
    /// <exception cref="IdempotencyConflictException">Another request with the same idempotency key committed
    /// first.</exception>
    public async Task CommitAsync()
    {
        if (_context.Request is { } request)
            await IdempotencyKeys.ClaimAsync(this, request);
        await Transaction.CommitAsync(_ct);
        if (_context.Request is { } committed)
            committed.Applied = true;
        // What is read afterwards, for the answer, takes a connection of its own: whoever holds one meanwhile may wait
        // for ever in a pool full of such.
        await DisposeAsync();
        if (_enqueued)
            _context.OutboxSignal.Set();
        foreach (var action in _afterCommit)
            action();
    }

    /// <summary>May be called again: a second release would give the connection to the pool twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
