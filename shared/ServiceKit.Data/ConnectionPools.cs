using Npgsql;

namespace Platform.ServiceKit.Data;

/// <summary>
/// The service's connections. Whoever holds an open <see cref="UnitOfWork"/> and reads something else meanwhile (a
/// definition, a setting) takes that second connection from a small pool of its own: forty holders that each wait for
/// one more out of the same forty would wait for ever.
/// </summary>
public sealed class ConnectionPools(NpgsqlDataSource main, NpgsqlDataSource nested) : IAsyncDisposable
{
    /// <summary>For everything that holds no other connection.</summary>
    public NpgsqlDataSource Main => main;

    /// <summary>For what runs inside an open unit of work; its holders wait for nobody.</summary>
    public NpgsqlDataSource Nested => nested;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await main.DisposeAsync();
        await nested.DisposeAsync();
    }
}
