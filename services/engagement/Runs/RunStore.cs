using Platform.Engagement.Timers;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Runs;

/// <summary>Reads and writes runs.</summary>
public sealed class RunStore(RunWaker waker)
{
    /// <summary>Locks a run for a change; null where there is none.</summary>
    public static Task<RunRow?> LockAsync(UnitOfWork work, Guid id) =>
        work.SingleOrDefaultAsync<RunRow>($"{RunRow.Select} where r.id = @id for update of r", new { id });

    /// <summary>Writes what may change, and the run's next moment with it.</summary>
    public async Task SaveAsync(UnitOfWork work, RunRow run)
    {
        await work.ExecuteAsync(
            Update,
            new
            {
                run.Id,
                run.State,
                run.Step,
                run.Attempt,
                run.Wake,
                run.WaitEvent,
                run.WaitingFor,
                run.Approval,
                run.Approved,
                run.NextAt,
                run.EndReason,
                run.EndedAt,
                run.Variables,
            }
        );
        await waker.SetAsync(work, run.Id, run.EndedAt is null ? run.NextAt : null);
    }

    /// <summary>Adds to the append-only record of what a run did.</summary>
    public static Task<int> RecordAsync(
        UnitOfWork work,
        RunRow run,
        string step,
        string type,
        string outcome,
        string? detail,
        string by,
        string? output = null
    ) =>
        work.ExecuteAsync(
            InsertStep,
            new
            {
                RunId = run.Id,
                step,
                type,
                outcome,
                detail,
                output,
                by,
                Now = work.Context.Now,
            }
        );

    private const string Update = """
        update run set state = @State, step = @Step, attempt = @Attempt, wake = @Wake::jsonb, wait_event = @WaitEvent,
            waiting_for = @WaitingFor, approval = @Approval, approved = @Approved::jsonb, next_at = @NextAt,
            end_reason = @EndReason, ended_at = @EndedAt, variables = @Variables::jsonb, version = version + 1
        where id = @Id
        """;

    private const string InsertStep = """
        insert into run_step (run_id, step, type, outcome, detail, output, by, at)
        values (@RunId, @step, @type, @outcome, @detail, @output::jsonb, @by, @Now)
        """;
}
