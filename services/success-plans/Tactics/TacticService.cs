using Microsoft.Extensions.Options;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Tactics;

/// <summary>Moves an account's tactics: into a slot, along with adoption, out of it, and the next one in.</summary>
public sealed class TacticService(
    OrganisationCalendar day,
    TimeProvider clock,
    RequestContext context,
    IOptions<TacticOptions> options
)
{
    /// <summary>One change of an account's tactics at a time; the slots' unique key holds even without it.</summary>
    public Task LockAsync(UnitOfWork work, Guid accountId) => work.LockAsync($"plans.tactics:{accountId}");

    /// <summary>Puts it at the end of the queue, or into a free slot at once.</summary>
    /// <returns>Null where the account has the tactic active or waiting already.</returns>
    public async Task<AccountTactic?> AgreeAsync(
        UnitOfWork work,
        Guid accountId,
        Guid tacticId,
        Guid? objectiveId,
        int? goalUsers
    )
    {
        var id = Guid.CreateVersion7();
        if (
            await work.ExecuteAsync(
                Queue,
                new
                {
                    id,
                    accountId,
                    tacticId,
                    objectiveId,
                    goalUsers,
                    Now = clock.GetUtcNow(),
                    By = context.Actor,
                }
            ) == 0
        )
            return null;
        await PullAsync(work, accountId);
        return await work.SingleOrDefaultAsync<AccountTactic>($"{AccountTactic.Select} where a.id = @id", new { id });
    }

    /// <summary>Adoption in full completes the tactic and pulls the next; slow adoption escalates; adoption that has
    /// caught up ends an escalation.</summary>
    public async Task AdoptAsync(UnitOfWork work, AccountTactic tactic, decimal adoption)
    {
        await work.ExecuteAsync(
            "update account_tactic set adoption = @adoption, version = version + 1 where id = @Id and adoption "
                + "<> @adoption",
            new { tactic.Id, adoption }
        );
        if (adoption >= 1)
            await EndAsync(work, tactic, "completed", null);
        else
            await LookAsync(work, tactic, adoption);
    }

    public async Task EndAsync(UnitOfWork work, AccountTactic tactic, string state, string? result)
    {
        await work.ExecuteAsync(
            End,
            new
            {
                tactic.Id,
                state,
                day.Today,
                result,
                Now = clock.GetUtcNow(),
            }
        );
        await PullAsync(work, tactic.AccountId);
    }

    /// <summary>Escalates to the customer's executive sponsor where adoption is slow, once until it has caught
    /// up.</summary>
    public async Task LookAsync(UnitOfWork work, AccountTactic tactic, decimal adoption)
    {
        var (startedOn, dueOn, today) = (tactic.StartedOn!.Value, tactic.DueOn!.Value, day.Today);
        if (!Adoption.IsSlow(adoption, startedOn, dueOn, today, options.Value))
        {
            await work.ExecuteAsync(Resolve, new { tactic.Id, Now = clock.GetUtcNow() });
            return;
        }

        var expected = Adoption.Expected(startedOn, dueOn, today);
        var sponsor = await work.ScalarAsync<Guid?>(Sponsor, new { tactic.AccountId });
        if (
            await work.ExecuteAsync(
                Escalate,
                new
                {
                    Id = Guid.CreateVersion7(),
                    TacticId = tactic.Id,
                    Now = clock.GetUtcNow(),
                    today,
                    adoption,
                    expected,
                    sponsor,
                }
            ) == 0
        )
            return;
        await work.EnqueueAsync(
            new TacticStalled(tactic.AccountId, tactic.Id, tactic.Name, adoption, expected, sponsor),
            tactic.AccountId
        );
    }

    /// <summary>What waits goes into free slots.</summary>
    internal async Task PullAsync(UnitOfWork work, Guid accountId)
    {
        while (await work.ExecuteAsync(Pull, new { accountId, day.Today }) > 0)
        {
            // Until the slots are full or nothing waits.
        }
    }

    private const string Queue = """
        insert into account_tactic (id, account_id, tactic_id, objective_id, state, queued_at, agreed_by, goal_users,
            version)
        values (@id, @accountId, @tacticId, @objectiveId, 'queued', @Now, @By, @goalUsers, 1)
        on conflict (account_id, tactic_id) where state in ('queued', 'active') do nothing
        """;

    private const string Pull = """
        update account_tactic a
        set state = 'active', slot = free.slot, started_on = coalesce(a.started_on, @Today),
            due_on = coalesce(a.due_on, @Today + t.days), version = a.version + 1
        from (select min(s)::smallint as slot from generate_series(1, 3) s
            where s not in (select slot from account_tactic where account_id = @accountId and state = 'active')) free,
             (select id from account_tactic where account_id = @accountId and state = 'queued'
                 order by queued_at, id limit 1) next,
             tactic t
        where a.id = next.id and t.id = a.tactic_id and free.slot is not null
        """;

    private const string End = """
        with resolved as (update escalation set resolved_at = @Now
            where account_tactic_id = @Id and resolved_at is null)
        update account_tactic set state = @state, slot = null, ended_on = @Today, result = coalesce(@result, result),
            adoption = case when @state = 'completed' then 1 else adoption end, version = version + 1
        where id = @Id
        """;

    private const string Resolve = """
        with resolved as (update escalation set resolved_at = @Now
            where account_tactic_id = @Id and resolved_at is null)
        update account_tactic set stalled_on = null, version = version + 1 where id = @Id and stalled_on is not null
        """;

    private const string Escalate = """
        with escalated as (
            insert into escalation (id, account_tactic_id, at, adoption, expected, contact_id)
                values (@Id, @TacticId, @Now, @adoption, @expected, @sponsor)
            on conflict (account_tactic_id) where resolved_at is null do nothing
            returning account_tactic_id)
        update account_tactic set stalled_on = @today, version = version + 1
            where id in (select account_tactic_id from escalated)
        """;

    private const string Sponsor = """
        select contact_id from contact_copy
            where account_id = @AccountId and status = 'active' and 'executive_sponsor' = any(roles)
        order by seniority = 'executive' desc nulls last, contact_id limit 1
        """;
}
