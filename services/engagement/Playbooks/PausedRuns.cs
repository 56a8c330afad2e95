using Platform.ServiceKit.Data;

namespace Platform.Engagement.Playbooks;

/// <summary>Stops and resumes the steps of all open runs of a playbook. Their moments stay with them; events go on to
/// end and advance them meanwhile.</summary>
internal static class PausedRuns
{
    public static async Task PauseAsync(UnitOfWork work, Guid playbookId)
    {
        await work.ExecuteAsync(Lock, new { playbookId });
        await work.ExecuteAsync(Stop, new { playbookId });
        await work.ExecuteAsync(Pause, new { playbookId });
    }

    public static async Task ResumeAsync(UnitOfWork work, Guid playbookId)
    {
        await work.ExecuteAsync(Resume, new { playbookId });
        await work.ExecuteAsync(Go, new { playbookId });
    }

    private const string Lock = """
        select from run where playbook_id = @playbookId and ended_at is null order by id for update
        """;

    private const string Stop = """
        delete from run_timer t using run r
        where r.id = t.run_id and r.playbook_id = @playbookId and r.ended_at is null
        """;

    private const string Pause = """
        update run set paused = true, version = version + 1
        where playbook_id = @playbookId and ended_at is null and not paused
        """;

    private const string Resume = """
        update run set paused = false, version = version + 1
        where playbook_id = @playbookId and ended_at is null and paused
        """;

    private const string Go = """
        insert into run_timer (run_id, due_at)
        select id, next_at from run where playbook_id = @playbookId and ended_at is null and next_at is not null
        on conflict (run_id) do nothing
        """;
}
