using Platform.Engagement.Timers;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Runs;

/// <summary>Moves the runs whose moment has come: woken by whoever sets a moment that has come, and otherwise by one
/// look at an index a few times a second.</summary>
public sealed partial class MoveRuns(
    Database database,
    RunEngine engine,
    RunSignal signal,
    TimeProvider clock,
    ILogger<MoveRuns> logger
) : PeriodicBackgroundService(Pause, logger)
{
    private const int Lanes = 4;
    private const int MostFailures = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Before a run that somebody else has is looked at again, behind those that are due.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(Pause, ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (!await MoveOneAsync(ct))
            return;
        // There is something to do: several at once.
        await Task.WhenAll(
            Enumerable
                .Range(0, Lanes)
                .Select(async _ =>
                {
                    while (await MoveOneAsync(ct)) { }
                })
        );
    }

    /// <returns>False where nothing is due.</returns>
    private async Task<bool> MoveOneAsync(CancellationToken ct)
    {
        RequestContext.FollowFrom(null);
        Guid id;
        try
        {
            await using var work = await database.BeginAsync(ct);
            if (await work.SingleOrDefaultAsync<Guid?>(Take, new { Now = clock.GetUtcNow() }) is not { } due)
                return false;
            id = due;
            // Whoever has the run now sets its moment anew: to wait for it here could be a wait in a circle.
            var run = await work.SingleOrDefaultAsync<RunRow>(
                $"{RunRow.Select} where r.id = @id and r.ended_at is null for update of r skip locked",
                new { id }
            );
            if (run is null)
            {
                await work.ExecuteAsync(Later, new { id, At = clock.GetUtcNow() });
                await work.CommitAsync();
                await Task.Delay(Breath, ct);
                return true;
            }

            try
            {
                await engine.AdvanceAsync(work, run, ct);
                await work.CommitAsync();
                return true;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogFailed(id, exception);
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return false;
        }

        await PutOffAsync(id, ct);
        return true;
    }

    private async Task PutOffAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var failures = await work.ScalarAsync<int>(
            "update run_timer set failures = failures + 1 where run_id = @id returning failures",
            new { id }
        );
        if (failures < MostFailures)
            await work.ExecuteAsync(Later, new { id, At = now.AddSeconds(Math.Pow(2, failures)) });
        else
            await work.ExecuteAsync(GiveUp, new { id });
        await work.CommitAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} could not be moved; it is tried again")]
    private partial void LogFailed(Guid run, Exception exception);

    private const string Take = """
        select run_id from run_timer where due_at <= @Now order by due_at limit 1 for update skip locked
        """;

    private const string Later = "update run_timer set due_at = @At where run_id = @id";

    private const string GiveUp = """
        with gone as (delete from run_timer where run_id = @id)
        update run set state = 'failed', end_reason = 'Its step failed again and again; see the log.', next_at = null,
            waiting_for = 'a person: retry, skip or end it', version = version + 1
        where id = @id
        """;
}
