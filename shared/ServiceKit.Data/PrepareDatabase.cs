using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Data;

/// <summary>Before anything else starts: waits for the database with back-off, saying so, and migrates it.</summary>
internal sealed partial class PrepareDatabase(
    Migrations migrations,
    ServiceIdentity service,
    ILogger<PrepareDatabase> logger
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromMilliseconds(200);
        while (true)
        {
            try
            {
                await migrations.ApplyAsync([typeof(PrepareDatabase).Assembly, service.Assembly], cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (IsNotThereYet(exception))
            {
                LogWaiting(service.DatabaseName, exception.Message, delay.TotalSeconds);
                await Task.Delay(delay, cancellationToken);
                delay = TimeSpan.FromSeconds(Math.Min(5, delay.TotalSeconds * 2));
            }
        }
    }

    /// <summary>No connection, server starting up (57P03), or the database not created yet (3D000).</summary>
    private static bool IsNotThereYet(NpgsqlException exception) =>
        exception is not PostgresException postgres || postgres.IsTransient || postgres.SqlState is "57P03" or "3D000";

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Waiting for database {Database}: {Reason} (again in {Seconds} s)"
    )]
    private partial void LogWaiting(string database, string reason, double seconds);
}
