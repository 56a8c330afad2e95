using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.ServiceKit.Data;

/// <summary>
/// Forward-only migrations from embedded <c>Migrations/yyyy-MM-dd_nn_name.sql</c> files, in the order of their names,
/// each in its own transaction, under a lock so that replicas may start together.
/// </summary>
public sealed partial class Migrations(NpgsqlDataSource source, ILogger<Migrations> logger)
{
    private const long LockKey = 0x506C6174666F726D;

    public async Task ApplyAsync(IEnumerable<Assembly> assemblies, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_lock(@LockKey)",
                new { LockKey },
                commandTimeout: 0,
                cancellationToken: ct
            )
        );
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(CreateTable, cancellationToken: ct));
            await RefuseEarlierBuildsAsync(connection, ct);
            foreach (var assembly in assemblies)
                await ApplyAsync(connection, assembly, ct);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }

    /// <summary>No upgrade leads from builds before 1.0.0, whose tables have other names.</summary>
    private static async Task RefuseEarlierBuildsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var first = typeof(Migrations).Assembly.GetName().Name!;
        var isEarlier = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select count(*) > 0 and count(*) filter (where owner = @first) = 0 from schema_migration",
                new { first },
                cancellationToken: ct
            )
        );
        if (isEarlier)
            throw new InvalidOperationException(
                $"Database {connection.Database} was made by a build before 1.0.0, which this one cannot upgrade: give "
                    + "the service an empty database."
            );
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Assembly assembly, CancellationToken ct)
    {
        var owner = assembly.GetName().Name!;
        var applied = (
            await connection.QueryAsync<(string Name, string Checksum)>(
                new CommandDefinition(
                    "select name, checksum from schema_migration where owner = @owner",
                    new { owner },
                    cancellationToken: ct
                )
            )
        ).ToDictionary(row => row.Name, row => row.Checksum, StringComparer.Ordinal);

        foreach (var (name, sql) in Embedded(assembly))
        {
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (applied.TryGetValue(name, out var known))
            {
                if (!string.Equals(known, checksum, StringComparison.Ordinal))
                    throw new InvalidOperationException(
                        $"Migration {name} of {owner} was changed after it was applied. Undo the change and "
                            + $"write a new migration."
                    );
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using (var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 })
                await command.ExecuteNonQueryAsync(ct);
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "insert into schema_migration (owner, name, checksum) values (@owner, @name, @checksum)",
                    new
                    {
                        owner,
                        name,
                        checksum,
                    },
                    transaction,
                    cancellationToken: ct
                )
            );
            await transaction.CommitAsync(ct);
            LogApplied(name, owner);
        }
    }

    private static IEnumerable<(string Name, string Sql)> Embedded(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.StartsWith("Migrations/", StringComparison.Ordinal)
        orderby resource
        select (resource["Migrations/".Length..], Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private const string CreateTable = """
        create table if not exists schema_migration (
            owner      text not null,
            name       text not null,
            checksum   text not null,
            applied_at timestamptz not null default now(),
            primary key (owner, name)
        )
        """;

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name} of {Owner}")]
    private partial void LogApplied(string name, string owner);
}
