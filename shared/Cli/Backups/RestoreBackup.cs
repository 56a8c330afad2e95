using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.LocalServers;

namespace Platform.Cli.Backups;

/// <summary>A data directory made from a backup: another installation, with the same data and keys.</summary>
internal sealed class RestoreBackup(string backup, string data, TextWriter output)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var record = await ReadAsync<BackupRecord>(BackupRecord.File, ct);
        if (record.Format != BackupRecord.CurrentFormat)
            throw new CommandFailedException(
                $"{backup} is of format {record.Format}, which this version does not know; use a newer one."
            );
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
            throw new CommandFailedException(
                $"{data} holds something already. A restore makes a new data directory: name one with --data."
            );
        Directory.CreateDirectory(data);
        try
        {
            using (DirectoryLock.Take(data))
            {
                await RestoreDatabasesAsync(record, ct);
                await RestoreBrokerAsync(ct);
            }
        }
        catch (LocalServerException failed)
        {
            throw new CommandFailedException(failed.Message, failed);
        }
        // Last, so that nothing starts on half of it: without a key the copied secrets could not be opened.
        foreach (var file in BackupRecord.Files.Where(file => File.Exists(Path.Combine(backup, file))))
            Secret.WritePrivate(Path.Combine(data, file), await File.ReadAllTextAsync(Path.Combine(backup, file), ct));
        await output.WriteLineAsync(
            FormattableString.Invariant($"Restored as of {record.At:O} into {data} after ")
                + FormattableString.Invariant($"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s: ")
                + $"{string.Join(", ", record.Databases)}. Start it with: ./platform up --data {data}"
        );
    }

    private async Task RestoreDatabasesAsync(BackupRecord record, CancellationToken ct)
    {
        await using var postgres = new PostgresServer(Path.Combine(data, "postgres"));
        await postgres.StartAsync(ct);
        foreach (var database in record.Databases)
        {
            await postgres.CreateDatabaseAsync(database, ct);
            await PostgresTool.RunAsync(
                "pg_restore",
                postgres.ConnectionStringFor(database),
                ["--exit-on-error", "--no-owner", "--jobs=2", Path.Combine(backup, BackupRecord.DumpOf(database))],
                ct
            );
        }
    }

    private async Task RestoreBrokerAsync(CancellationToken ct)
    {
        var definitions = await ReadAsync<JsonObject>(BackupRecord.Definitions, ct);
        var messages = await ReadAsync<List<KeptMessage>>(BackupRecord.Messages, ct);
        await using var rabbitmq = new RabbitMqServer(Path.Combine(data, "rabbitmq"));
        await rabbitmq.StartAsync(ct);
        await using var broker = await Broker.ConnectAsync(rabbitmq.ConnectionString, rabbitmq.ManagementUri, ct);
        await broker.DefineAsync(definitions, ct);
        foreach (var message in messages)
            await broker.PutAsync(message, ct);
    }

    private async Task<T> ReadAsync<T>(string file, CancellationToken ct)
    {
        var path = Path.Combine(backup, file);
        if (!File.Exists(path))
            throw new CommandFailedException($"{backup} is no backup, or not a whole one: {file} is missing.");
        return JsonSerializer.Deserialize<T>(await File.ReadAllTextAsync(path, ct), JsonSerializerOptions.Web)
            ?? throw new CommandFailedException($"{path} is empty.");
    }
}
