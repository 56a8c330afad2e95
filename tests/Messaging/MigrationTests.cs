using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.ServiceKit.Data;
using Platform.TestKit;

namespace Platform.Messaging.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task A_database_of_a_build_before_the_first_release_is_refused_and_nothing_is_changed()
    {
        var name = $"test_earlier_{Guid.NewGuid().ToString("N")[..10]}";
        var database = await Servers.Current.CreateDatabaseAsync(name);
        try
        {
            await using var source = NpgsqlDataSource.Create(database);
            await using var earlier = source.CreateCommand(
                """
                create table schema_migration (owner text not null, name text not null, checksum text not null,
                    applied_at timestamptz not null default now(), primary key (owner, name));
                insert into schema_migration (owner, name, checksum)
                values ('Platform.ServiceKit', '2026-11-22_01_messaging.sql', 'x')
                """
            );
            await earlier.ExecuteNonQueryAsync();

            var error = await Should.ThrowAsync<InvalidOperationException>(() =>
                new Migrations(source, NullLogger<Migrations>.Instance).ApplyAsync(
                    [typeof(Migrations).Assembly, typeof(MigrationTests).Assembly],
                    CancellationToken.None
                )
            );

            error.Message.ShouldBe(
                $"Database {name} was made by a build before 1.0.0, which this one cannot upgrade: give the service an "
                    + "empty database."
            );
            await using var tables = source.CreateCommand(
                "select string_agg(table_name, ',') from information_schema.tables where table_schema in "
                    + "('public', 'messaging')"
            );
            (await tables.ExecuteScalarAsync()).ShouldBe("schema_migration");
        }
        finally
        {
            await Servers.Current.DropDatabaseAsync(name);
        }
    }

    [Fact]
    public async Task Replicas_that_start_together_migrate_once_and_a_changed_migration_is_refused()
    {
        var name = $"test_migrations_{Guid.NewGuid().ToString("N")[..10]}";
        var database = await Servers.Current.CreateDatabaseAsync(name);
        try
        {
            await using var source = NpgsqlDataSource.Create(database);
            Assembly[] assemblies = [typeof(Migrations).Assembly, typeof(MigrationTests).Assembly];
            await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        new Migrations(source, NullLogger<Migrations>.Instance).ApplyAsync(
                            assemblies,
                            CancellationToken.None
                        )
                    )
            );

            await using var tamper = source.CreateCommand(
                "update schema_migration set checksum = 'x' where name like '%counter%'"
            );
            (await tamper.ExecuteNonQueryAsync()).ShouldBe(1);

            var error = await Should.ThrowAsync<InvalidOperationException>(() =>
                new Migrations(source, NullLogger<Migrations>.Instance).ApplyAsync(assemblies, CancellationToken.None)
            );
            error.Message.ShouldContain("2026-11-22_01_counter.sql");
        }
        finally
        {
            await Servers.Current.DropDatabaseAsync(name);
        }
    }
}
