using Platform.Contracts.Accounts;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Tactics;

namespace Platform.SuccessPlans.Merges;

/// <summary>
/// Two records were one customer: plans with all that hangs on them (value, steps, links), tactics, onboardings,
/// reviews and completions of the duplicate belong to the account that stays, and go back where the merge is undone. An
/// account has one living plan, one open onboarding, one open review of a kind and three active tactics (our own
/// choice: the account that stays keeps its own). So the duplicate's plan is closed, its onboarding and review are
/// called off, and its active tactics wait in the queue for a slot.
/// </summary>
public sealed class MoveRowsOnAccountsMerged(TacticService tactics, PlanProgress progress)
    : IEventHandler<AccountsMerged>,
        IEventHandler<AccountMergeUndone>
{
    private static readonly AccountMerges Merges = new([
        new("plan", Yield: ClosePlan, Restore: ReopenPlan),
        new("account_tactic", Yield: QueueTactics, Restore: ResumeTactic),
        new("onboarding", "onboarding_id", CancelOnboarding, ReopenOnboarding),
        new("onboarding_milestone", "milestone_id"),
        new("review", "review_id", CancelReview, ReopenReview),
        new("course_completion", "completion_id"),
        new("contact_copy", "contact_id"),
    ]);

    public async Task HandleAsync(AccountsMerged merged, UnitOfWork work, CancellationToken ct)
    {
        await LockAsync(work, merged.AccountId, merged.DuplicateId);
        if (!await Merges.MoveAsync(work, merged))
            return;
        await tactics.PullAsync(work, merged.AccountId);
        await progress.PublishAsync(work, merged.AccountId);
    }

    public async Task HandleAsync(AccountMergeUndone undone, UnitOfWork work, CancellationToken ct)
    {
        await LockAsync(work, undone.AccountId, undone.DuplicateId);
        if (!await Merges.UndoAsync(work, undone))
            return;
        foreach (var account in new[] { undone.AccountId, undone.DuplicateId })
        {
            await tactics.PullAsync(work, account);
            await progress.PublishAsync(work, account);
        }
    }

    private async Task LockAsync(UnitOfWork work, params Guid[] accounts)
    {
        foreach (var account in accounts.Order())
            await tactics.LockAsync(work, account);
    }

    private const string ClosePlan = """
        update plan p set status = 'closed', closed_on = (@At::timestamptz at time zone 'UTC')::date,
            close_reason = 'Merged: the account has a plan of its own', version = p.version + 1
        from (select id, status from plan where account_id = @DuplicateId and status <> 'closed' for update) old
        where p.id = old.id and exists (select from plan where account_id = @AccountId and status <> 'closed')
        returning p.id, jsonb_build_object('status', old.status)::text as before
        """;

    private const string ReopenPlan = """
        update plan set status = @Before::jsonb ->> 'status', closed_on = null, close_reason = null,
            version = version + 1
        where id = @Id and account_id = @DuplicateId and status = 'closed'
          and not exists (select from plan where account_id = @DuplicateId and status <> 'closed')
        """;

    // What runs or waits at the account that stays already is not done twice; the rest keeps its dates and waits for a
    // slot.
    private const string QueueTactics = """
        update account_tactic a
        set state = case when twice then 'stopped' else 'queued' end, slot = null, version = a.version + 1,
            ended_on = case when twice then (@At::timestamptz at time zone 'UTC')::date end,
            result = case when twice then 'Merged: the account has this tactic already' else a.result end
        from (select d.id, d.state, d.result, d.started_on, d.due_on,
                     exists (select from account_tactic k
                         where k.account_id = @AccountId and k.tactic_id = d.tactic_id
                         and k.state in ('queued', 'active')) as twice
              from account_tactic d where d.account_id = @DuplicateId
                  and d.state in ('queued', 'active') for update) old
        where a.id = old.id and (twice or old.state = 'active')
        returning a.id, jsonb_build_object('result', old.result, 'started_on', old.started_on, 'due_on',
            old.due_on)::text as before
        """;

    // Into the queue, from where it goes into a slot; unless it ended meanwhile.
    private const string ResumeTactic = """
        update account_tactic set state = 'queued', slot = null, ended_on = null, result = old.result,
            started_on = old.started_on, due_on = old.due_on, version = version + 1
        from jsonb_to_record(@Before::jsonb) as old (result text, started_on date, due_on date)
        where id = @Id and account_id = @DuplicateId
            and (state in ('queued', 'active') or account_tactic.result = 'Merged: the account has this tactic already')
        """;

    private const string CancelOnboarding = """
        update onboarding o set status = 'cancelled',
            cancelled_reason = 'Merged: the account has an onboarding of its own', version = o.version + 1
        where o.account_id = @DuplicateId and o.status = 'open' and exists (select from onboarding
            where account_id = @AccountId and status = 'open')
        returning o.onboarding_id as id, '{}' as before
        """;

    private const string ReopenOnboarding = """
        update onboarding set status = 'open', cancelled_reason = null, version = version + 1
        where onboarding_id = @Id and account_id = @DuplicateId and status = 'cancelled' and @Before is not null
          and not exists (select from onboarding where account_id = @DuplicateId and status = 'open')
        """;

    private const string CancelReview = """
        update review r set status = 'cancelled', reason = 'Merged: the account has a review of its own',
            version = r.version + 1
        from (select review_id, status from review
            where account_id = @DuplicateId and status in ('due', 'scheduled') for update) old
        where r.review_id = old.review_id and exists (select from review k
            where k.account_id = @AccountId and k.type = r.type and k.status in ('due', 'scheduled'))
        returning r.review_id as id, jsonb_build_object('status', old.status)::text as before
        """;

    private const string ReopenReview = """
        update review r set status = @Before::jsonb ->> 'status', reason = null, version = r.version + 1
        where r.review_id = @Id and r.account_id = @DuplicateId and r.status = 'cancelled'
          and not exists (select from review o
              where o.account_id = @DuplicateId and o.type = r.type and o.status in ('due', 'scheduled'))
        """;
}
