using Platform.Contracts;
using Platform.Contracts.Engagement;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Runs;

/// <summary>Ends the runs that nothing can bring on any more: no moment, no event, no person, nothing that was
/// sent.</summary>
public sealed class EndRunsWithoutFuture(Database database) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var ended = await work.QueryAsync<(Guid Id, Guid AccountId, string Playbook, string Reason)>(
            End,
            new { work.Context.Now }
        );
        await work.EnqueueAsync([
            .. ended.Select(run =>
                ((DomainEvent)new PlaybookEnded(run.AccountId, run.Id, run.Playbook, "exited", run.Reason), run.Id)
            ),
        ]);
        await work.CommitAsync();
    }

    // A minute of patience: what is being moved right now has no timer for a moment.
    private const string End = """
        update run r set state = 'exited', ended_at = @Now, next_at = null, version = r.version + 1,
            end_reason = 'Nothing could bring it on any more: it waited for '
                || coalesce(r.waiting_for, 'its step ''' || coalesce(r.step, '') || '''') || '.'
        from playbook p
        where p.id = r.playbook_id and r.ended_at is null and not r.paused and r.next_at is null
          and r.started_at < @Now - interval '1 minute' and r.state in ('running', 'waiting')
          and not exists (select from run_timer t where t.run_id = r.id)
          and not exists (select from outward_intent i where i.run_id = r.id and i.due_at is not null)
        returning r.id, r.account_id, p.key as playbook, r.end_reason as reason
        """;
}
