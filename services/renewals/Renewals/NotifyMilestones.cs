using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Tells the owner of each milestone whose day has come.</summary>
public sealed class NotifyMilestones(Database database) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<Row>(Mark, new { today });
        if (rows.Count == 0)
            return;
        await work.EnqueueAsync([
            .. rows.Select(r =>
                (
                    (DomainEvent)
                        new RenewalMilestoneDue(
                            r.AccountId,
                            r.RenewalId,
                            r.Id,
                            r.DaysBefore,
                            r.Milestone,
                            r.DueOn,
                            r.Owner
                        ),
                    r.AccountId
                )
            ),
        ]);
        await work.CommitAsync();
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public Guid RenewalId { get; init; }
        public int DaysBefore { get; init; }
        public string Milestone { get; init; } = "";
        public DateOnly DueOn { get; init; }
        public string? Owner { get; init; }
    }

    private const string Mark = """
        update renewal_milestone m set told = true, owner = coalesce(m.owner, c.owners ->> 'csm')
        from renewal r left join account_copy c on c.account_id = r.account_id
        where r.id = m.renewal_id and r.outcome is null
          and m.id in (select id from renewal_milestone where due_on <= @today and done_on is null and not told
              order by id limit 2000 for update skip locked)
        returning m.id, r.account_id, m.renewal_id, m.days_before, m.milestone, m.due_on, m.owner
        """;
}
