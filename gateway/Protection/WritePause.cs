using Npgsql;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Protection;

/// <summary>
/// While <c>./platform backup</c> looks for an instant at which nothing is on its way between services, changes wait.
/// It holds a lock in the gateway's database, which every instance tries four times a second; a backup that dies lets
/// go of it. While the database is away nothing is paused.
/// </summary>
public sealed class WritePause(Database database, TimeProvider clock, ILogger<WritePause> log) : BackgroundService
{
    /// <summary>The same number as in <c>shared/Cli/Backups/PausedWrites.cs</c>.</summary>
    private const long Lock = 2_026_113_001;

    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(2);

    private volatile TaskCompletionSource? _over;

    /// <summary>Null while changes may be made; else it completes when they may again.</summary>
    public Task? Over => _over?.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckEvery, clock);
        do Set(await IsPausedAsync(stoppingToken));
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Set(bool paused)
    {
        if (paused == _over is not null)
            return;
        if (paused)
        {
            log.LogInformation("A backup looks for its instant: changes wait");
            _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return;
        }
        var over = _over!;
        _over = null;
        over.SetResult();
        log.LogInformation("The backup has its instant: changes go on");
    }

    private async Task<bool> IsPausedAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReadPatience);
        try
        {
            return !await database.ScalarAsync<bool>(TryLock, new { Lock }, limit.Token);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException
                || (exception is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            // Told by those who read the database as often.
            return false;
        }
    }

    private const string TryLock = "select pg_try_advisory_xact_lock_shared(@Lock)";
}
