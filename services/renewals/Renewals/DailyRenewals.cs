using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Contracts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Opens the renewals whose contract end came within a year by the passing of time alone.</summary>
public sealed class OpenRenewals(
    Database database,
    AccountBooks books,
    RenewalOpener opener,
    IOptions<RenewalOptions> options
) : IScheduledJob
{
    private const int Batch = 200;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            await using var work = await database.BeginAsync(ct);
            var ids = await work.QueryAsync<Guid>(
                Due,
                new
                {
                    today,
                    Horizon = today.AddMonths(options.Value.OpenMonthsBefore),
                    after,
                    Batch,
                }
            );
            if (ids.Count == 0)
                return;
            after = ids[^1];
            var locked = await books.LockAsync(work, ids);
            await opener.SyncAsync(work, locked.Values, await books.RatesAsync(work), today, books.ReportingCurrency);
            await work.CommitAsync();
        }
    }

    private const string Due = """
        select distinct s.account_id from subscription s
        where s.status = 'active' and (not s.trial or s.trial_ends_on is not null)
          and coalesce(s.term_ends_on, s.ends_on) between @today and @Horizon and s.account_id > @after
          and not exists (select from renewal r where r.account_id = s.account_id and r.contract_id is not distinct
              from s.contract_id
                          and r.ends_on = coalesce(s.term_ends_on, s.ends_on))
        order by s.account_id limit @Batch
        """;
}

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

/// <summary>Contracts that renew by themselves and that nobody has decided otherwise renew flat at their end.</summary>
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

/// <summary>At 180 and 90 days before the end a renewal whose sources disagree by more than one class is put before
/// leadership, once each.</summary>
public sealed class PutBeforeLeadership(
    Database database,
    TimeProvider clock,
    IOptions<RenewalOptions> options,
    IOptions<OrganisationOptions> organisation
) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var checkpoints = options.Value.CheckpointsOrDefault;
        var renewals = await database.QueryAsync<RenewalView>(
            Near,
            new
            {
                today,
                Until = today.AddDays(checkpoints.Max()),
                Currency = organisation.Value.ReportingCurrency,
            },
            ct
        );
        var rows = (
            from renewal in renewals
            where renewal.Disagreement
            let daysLeft = renewal.EndsOn.DayNumber - today.DayNumber
            select (Renewal: renewal, Checkpoint: checkpoints.Where(c => c >= daysLeft).Min())
        ).ToList();
        if (rows.Count == 0)
            return;
        await database.ExecuteAsync(
            Insert,
            new
            {
                Ids = rows.Select(_ => Guid.CreateVersion7()).ToArray(),
                Renewals = rows.Select(r => r.Renewal.Id).ToArray(),
                Checkpoints = rows.Select(r => r.Checkpoint).ToArray(),
                Health = rows.Select(r => r.Renewal.Likelihoods.Health?.ToText()).ToArray(),
                Calls = rows.Select(r => r.Renewal.Likelihoods.Call?.ToText()).ToArray(),
                Stages = rows.Select(r => r.Renewal.Likelihoods.Stage.ToText()).ToArray(),
                Now = clock.GetUtcNow(),
            },
            ct
        );
    }

    private const string Near = $"{RenewalView.Select} where r.outcome is null and r.ends_on between @today and @Until";

    private const string Insert = """
        insert into leadership_review (id, renewal_id, checkpoint, health_class, call_class, stage_class, opened_at)
        select *, @Now from unnest(@Ids, @Renewals, @Checkpoints, @Health, @Calls, @Stages)
        on conflict on constraint leadership_review_once do nothing
        """;
}
