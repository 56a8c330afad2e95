using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Timers;

/// <summary>Says when a run goes on.</summary>
public sealed class RunWaker(RunSignal signal, TimeProvider clock)
{
    /// <summary>The run's next moment; in place of the one that it had.</summary>
    /// <param name="work">Commits together with whatever brings the moment about.</param>
    /// <param name="runId">The run.</param>
    /// <param name="at">Null: none, only an event or a person moves it. A paused run keeps it until it is
    /// resumed.</param>
    public async Task SetAsync(UnitOfWork work, Guid runId, DateTimeOffset? at)
    {
        if (at is not { } due)
        {
            await work.ExecuteAsync("delete from run_timer where run_id = @runId", new { runId });
            return;
        }

        await work.ExecuteAsync(Upsert, new { runId, due });
        if (due <= clock.GetUtcNow())
            work.AfterCommit(signal.Set);
    }

    /// <summary>Lets a run go on at once, where it still waits at this step.</summary>
    /// <returns>False where it is elsewhere by now, or has ended.</returns>
    public async Task<bool> WakeAsync(UnitOfWork work, Guid runId, string step, StepWake wake)
    {
        var now = clock.GetUtcNow();
        if (
            await work.ExecuteAsync(
                Wake,
                new
                {
                    runId,
                    step,
                    Wake = JsonSerializer.Serialize(wake, ContractJson.Options),
                    now,
                }
            ) == 0
        )
            return false;
        await SetAsync(work, runId, now);
        return true;
    }

    private const string Upsert = """
        insert into run_timer (run_id, due_at)
        select id, @due from run where id = @runId and ended_at is null and not paused
        on conflict (run_id) do update set due_at = excluded.due_at, failures = 0
        """;

    private const string Wake = """
        update run set wake = @Wake::jsonb, next_at = @now, version = version + 1
        where id = @runId and step = @step and ended_at is null
        """;
}
