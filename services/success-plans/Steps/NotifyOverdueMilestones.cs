using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Steps;

/// <summary>Tells of each milestone that passed its due date, once per due date: one that was moved and missed again is
/// told again.</summary>
public sealed class NotifyOverdueMilestones(Database database, OrganisationCalendar day)
    : IScheduledJob,
        IMilestoneCounter
{
    private const int Batch = 500;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        while (true)
        {
            await using var work = await database.BeginAsync(ct);
            var rows = await work.QueryAsync<Row>(Mark, new { LastMissed = day.LastMissed(), Batch });
            if (rows.Count == 0)
                return;
            await work.EnqueueAsync([
                .. rows.Select(r =>
                    (
                        (DomainEvent)new MilestoneOverdue(r.AccountId, r.Id, r.Name, r.DueOn, r.Side, r.Owner),
                        r.AccountId
                    )
                ),
            ]);
            await work.CommitAsync();
            if (rows.Count < Batch)
                return;
        }
    }

    public async Task<MilestoneCounts> CountAsync(UnitOfWork work, Guid accountId, DateOnly lastMissed)
    {
        var (open, overdue) = await work.SingleOrDefaultAsync<(int Open, int Overdue)>(
            Count,
            new { accountId, lastMissed }
        );
        return new MilestoneCounts(open, overdue);
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public DateOnly DueOn { get; init; }
        public string Side { get; init; } = "";
        public string? Owner { get; init; }
    }

    // A customer's person is told by their id: names stay out of the events.
    private const string Mark = """
        update step s set overdue_told_for = s.due_on
        from plan p
        where p.id = s.plan_id and s.id in (
            select n.id from step n join plan q on q.id = n.plan_id
            where n.kind = 'milestone' and n.done_on is null and not n.removed and q.status <> 'closed'
                and n.due_on <= @LastMissed and n.overdue_told_for is distinct from n.due_on
            order by n.id limit @Batch for update of n skip locked)
        returning s.id, p.account_id, s.name, s.due_on, s.side, coalesce(s.owner, s.owner_contact_id::text) as owner
        """;

    private const string Count = """
        select count(*)::int as open, (count(*) filter (where s.due_on <= @lastMissed))::int as overdue
        from step s join plan p on p.id = s.plan_id
        where p.account_id = @accountId and p.status <> 'closed' and s.kind = 'milestone' and s.done_on is null
            and not s.removed
        """;
}
