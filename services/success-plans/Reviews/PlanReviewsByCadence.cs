using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans.Reviews;

/// <summary>The day's work on reviews: what was not held is missed and due again, what the cadence owes is due, what
/// customers left behind is called off.</summary>
internal sealed class PlanReviewsByCadence(Database database, OrganisationCalendar day, IOptions<ReviewOptions> options)
    : IScheduledJob
{
    private const int Batch = 500;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await database.ExecuteAsync(CallOff, null, ct);
        while (await MissAsync(today, ct) == Batch) { }
        while (await PlanAsync(today, ct) == Batch) { }
    }

    private async Task<int> MissAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var missed = await work.QueryAsync<ReviewDue>(
            Miss,
            new
            {
                LastMissed = day.LastMissed(),
                Zone = day.Current.Zone.Id,
                Batch,
            }
        );
        if (missed.Count == 0)
            return 0;
        var dueOn = ReviewRules.MakeUpBy(today, day.Current, options.Value);
        foreach (var review in missed)
            await work.ExecuteAsync(
                ReviewRow.MakeUp,
                new
                {
                    NewId = Guid.CreateVersion7(),
                    review.AccountId,
                    review.Type,
                    DueOn = dueOn,
                    Id = review.ReviewId,
                }
            );
        await work.EnqueueAsync([
            .. missed.Select(r =>
                ((DomainEvent)new ReviewMissed(r.AccountId, r.ReviewId, r.Type, r.DueOn), r.AccountId)
            ),
        ]);
        await work.CommitAsync();
        return missed.Count;
    }

    private async Task<int> PlanAsync(DateOnly today, CancellationToken ct)
    {
        var cadence = options
            .Value.Effective.SelectMany(m => m.Value.Select(s => (Motion: m.Key, s.Type, s.EveryMonths)))
            .ToList();
        await using var work = await database.BeginAsync(ct);
        var owed = await work.QueryAsync<Owed>(
            Owing,
            new
            {
                Motions = cadence.Select(c => c.Motion).ToArray(),
                Types = cadence.Select(c => c.Type).ToArray(),
                Months = cadence.Select(c => c.EveryMonths).ToArray(),
                Batch,
            }
        );
        if (owed.Count == 0)
            return 0;
        await work.ExecuteAsync(
            Plan,
            new
            {
                Ids = owed.Select(_ => Guid.CreateVersion7()).ToArray(),
                Accounts = owed.Select(o => o.AccountId).ToArray(),
                Types = owed.Select(o => o.Type).ToArray(),
                Dates = owed.Select(o =>
                        ReviewRules.NextDue(o.LastCounting, o.CustomerSince, o.Months, today, day.Current)
                    )
                    .ToArray(),
            }
        );
        await work.CommitAsync();
        return owed.Count;
    }

    private sealed class ReviewDue
    {
        public Guid ReviewId { get; init; }
        public Guid AccountId { get; init; }
        public string Type { get; init; } = "";
        public DateOnly DueOn { get; init; }
    }

    private sealed class Owed
    {
        public Guid AccountId { get; init; }
        public string Type { get; init; } = "";
        public int Months { get; init; }
        public DateOnly? LastCounting { get; init; }
        public DateOnly? CustomerSince { get; init; }
    }

    private const string CallOff = """
        update review r set status = 'cancelled', reason = 'The customer has left', version = r.version + 1
        from account_copy a where a.account_id = r.account_id and r.status in ('due', 'scheduled')
            and (a.lifecycle = 'churned' or a.merged_into is not null)
        """;

    // What is in the calendar is missed when its day is over, also where that lies after the day it was due.
    private const string Miss = """
        update review set status = 'missed', version = version + 1
        where review_id in (
            select review_id from review where status in ('due', 'scheduled')
                and coalesce((scheduled_at at time zone @Zone)::date, due_on) <= @LastMissed
            order by review_id limit @Batch for update skip locked)
        returning review_id, account_id, type, coalesce((scheduled_at at time zone @Zone)::date, due_on) as due_on
        """;

    private const string Owing = """
        select a.account_id, c.type, c.months, a.customer_since,
               (select max(r.held_on) from review r
                   where r.account_id = a.account_id and r.type = c.type and r.counts) as last_counting
        from account_copy a join unnest(@Motions, @Types, @Months) as c (motion, type, months) on c.motion = a.motion
        where a.lifecycle <> 'churned' and a.merged_into is null
          and not exists (select from review r
              where r.account_id = a.account_id and r.type = c.type and r.status in ('due', 'scheduled'))
        order by a.account_id limit @Batch
        """;

    private const string Plan = """
        insert into review (review_id, account_id, type, due_on, status, version)
        select id, account_id, type, due_on, 'due', 1
            from unnest(@Ids, @Accounts, @Types, @Dates) as n (id, account_id, type, due_on)
        on conflict (account_id, type) where status in ('due', 'scheduled') do nothing
        """;
}
