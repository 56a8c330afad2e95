using System.Text.Json;
using Npgsql;
using Platform.Cli.Gateway;
using Platform.LocalServers;

namespace Platform.Cli.Backups;

/// <summary>All databases, keys and definitions of a running installation, as of one instant.</summary>
internal sealed class TakeBackup(RunningInstallation running, string data, TextWriter output)
{
    /// <param name="directory">New or empty.</param>
    /// <param name="patience">How long to look for the instant.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(string directory, TimeSpan patience, CancellationToken ct)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new CommandFailedException($"{directory} is not empty; a backup wants a directory of its own.");
        var began = TimeProvider.System.GetTimestamp();
        // It holds people's names and the installation's keys.
        Secret.PrivateDirectory(directory);

        await using var broker = await Broker.ConnectAsync(
            ConnectionTo("rabbitmq"),
            ConnectionTo("rabbitmq-management"),
            ct
        );
        await using var instant = await FindInstantAsync(broker, patience, ct);
        await output.WriteLineAsync(
            FormattableString.Invariant(
                $"Instant: {instant.At:O}. Changes waited for {Seconds(began)}; they go on while it is copied."
            )
        );

        foreach (var snapshot in instant.Databases)
            await PostgresTool.RunAsync(
                "pg_dump",
                Databases().Single(it => new NpgsqlConnectionStringBuilder(it).Database == snapshot.Database),
                [
                    "--format=custom",
                    "--compress=1",
                    "--no-owner",
                    $"--snapshot={snapshot.Id}",
                    $"--file={Path.Combine(directory, BackupRecord.DumpOf(snapshot.Database))}",
                ],
                ct
            );
        await WriteAsync(Path.Combine(directory, BackupRecord.Definitions), await broker.DefinitionsAsync(ct));
        await WriteAsync(Path.Combine(directory, BackupRecord.Messages), instant.Messages);
        foreach (var file in BackupRecord.Files.Where(file => File.Exists(Path.Combine(data, file))))
            Secret.WritePrivate(
                Path.Combine(directory, file),
                await File.ReadAllTextAsync(Path.Combine(data, file), ct)
            );
        await WriteAsync(
            Path.Combine(directory, BackupRecord.File),
            new BackupRecord(
                BackupRecord.CurrentFormat,
                running.Installation,
                instant.At,
                [.. instant.Databases.Select(snapshot => snapshot.Database)],
                instant.Messages.Count
            )
        );
        var size = Directory.EnumerateFiles(directory).Sum(file => new FileInfo(file).Length);
        await output.WriteLineAsync(
            FormattableString.Invariant(
                $"{instant.Databases.Count} databases, {instant.Messages.Count} messages that lay aside and the keys "
            ) + FormattableString.Invariant($"are in {directory}: {size / 1e6:0.0} MB after {Seconds(began)}.")
        );
    }

    private async Task<Instant> FindInstantAsync(Broker broker, TimeSpan patience, CancellationToken ct)
    {
        await using var pause = await PausedWrites.BeginAsync(ConnectionTo("gateway-db"), ct);
        return await Instant.FindAsync(Databases(), broker, patience, ct);
    }

    private IReadOnlyList<string> Databases() =>
        [
            .. running.Connections.Values.Where(connection =>
                connection.Contains("Database=", StringComparison.OrdinalIgnoreCase)
            ),
        ];

    private string ConnectionTo(string name) =>
        running.Connections.TryGetValue(name, out var connection)
            ? connection
            : throw new CommandFailedException(
                $"The running platform does not say where {name} is. With containers, back up its volumes instead: see "
                    + "shared/docs/operating.md."
            );

    private static string Seconds(long since) =>
        FormattableString.Invariant($"{TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s");

    private static Task WriteAsync<T>(string file, T value)
    {
        Secret.WritePrivate(file, JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
        return Task.CompletedTask;
    }
}
