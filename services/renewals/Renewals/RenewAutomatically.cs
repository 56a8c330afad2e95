using Platform.Renewals.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Renews contracts flat at their end where they renew by themselves and were not decided
/// otherwise.</summary>
public sealed class RenewAutomatically(Database database, RenewalChanges changes, RenewalDecisions decisions)
    : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        foreach (var row in await database.QueryAsync<Row>(Due, new { today }, ct))
        {
            await using var work = await database.BeginAsync(ct);
            var book = await decisions.LockBookAsync(work, row.AccountId);
            var renewal = await changes.LockAsync(work, row.Id);
            if (renewal is not { Outcome: null, AutoRenew: true })
                continue;
            var next = ContractTerm.Next(row.StartsOn, renewal.EndsOn, row.Months);
            var request = new DecideRenewalRequest(next, null, null, null, "Renewed by itself at the end of the term.");
            await decisions.DecideAsync(work, book, renewal, request, "service:renewals");
            await work.CommitAsync();
        }
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public int Months { get; init; }
        public DateOnly StartsOn { get; init; }
    }

    private const string Due = """
        select r.id, r.account_id, coalesce(c.term_months, 12) as months,
               coalesce(c.starts_on, (
                   select min(s.starts_on) from subscription s
                   where s.account_id = r.account_id and s.contract_id is null
                     and coalesce(s.term_ends_on, s.ends_on) = r.ends_on), r.ends_on) as starts_on
        from renewal r left join contract c on c.id = r.contract_id
        where r.outcome is null and r.auto_renew and r.ends_on <= @today
        order by r.ends_on limit 500
        """;
}
