using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Cli.Backups;

/// <summary>PostgreSQL's own programs for dumps.</summary>
internal static class PostgresTool
{
    /// <param name="program">pg_dump or pg_restore.</param>
    /// <param name="connectionString">Whose database is meant; its password is on no command line.</param>
    /// <param name="arguments">The rest.</param>
    /// <param name="ct">Ends the program.</param>
    /// <exception cref="CommandFailedException">It is not installed, or failed; with what it said.</exception>
    public static async Task RunAsync(
        string program,
        string connectionString,
        IEnumerable<string> arguments,
        CancellationToken ct
    )
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(
            Find(program),
            [
                "--host",
                database.Host!,
                "--port",
                database.Port.ToString(CultureInfo.InvariantCulture),
                "--username",
                database.Username!,
                "--dbname",
                database.Database!,
                "--no-password",
                .. arguments,
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = database.Password;
        using var process = Process.Start(start)!;
        try
        {
            var said = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
                throw new CommandFailedException($"{program} of {database.Database} failed: {said.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static string Find(string program)
    {
        try
        {
            return PostgresServer.Program(program);
        }
        catch (LocalServerException missing)
        {
            throw new CommandFailedException(missing.Message, missing);
        }
    }
}
