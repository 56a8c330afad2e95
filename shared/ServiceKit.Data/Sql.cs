using Dapper;
using Npgsql;

namespace Platform.ServiceKit.Data;

/// <summary>Dapper with the cancellation token passed on, which its short forms do not do.</summary>
internal static class Sql
{
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string sql,
        object? args,
        CancellationToken ct
    ) => (await connection.QueryAsync<T>(Command(transaction, sql, args, ct))).AsList();

    public static Task<T?> SingleOrDefaultAsync<T>(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string sql,
        object? args,
        CancellationToken ct
    ) => connection.QuerySingleOrDefaultAsync<T>(Command(transaction, sql, args, ct));

    public static Task<T?> ScalarAsync<T>(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string sql,
        object? args,
        CancellationToken ct
    ) => connection.ExecuteScalarAsync<T>(Command(transaction, sql, args, ct));

    public static Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string sql,
        object? args,
        CancellationToken ct
    ) => connection.ExecuteAsync(Command(transaction, sql, args, ct));

    /// <summary>The one place where parameters are bound.</summary>
    public static CommandDefinition Command(
        NpgsqlTransaction? transaction,
        string sql,
        object? args,
        CancellationToken ct
    )
    {
        ParameterNames.Check(args);
        return new(sql, args, transaction, cancellationToken: ct);
    }
}
