using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.ServiceKit.Data;
using Platform.TestKit;

namespace Platform.Messaging.Tests;

public sealed class MigrationTests
{
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
