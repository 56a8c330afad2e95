using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Cadences;

/// <summary>The daily round: opens what each account is owed, and ends what it no longer is. What was given last
/// counts; a new customer's first is due one interval after they came, those of old ones are spread over an
/// interval.</summary>
internal sealed class OpenOwedContacts(Database database) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (!await work.TryLockAsync("cadences.round"))
            return;
        await work.ExecuteAsync(Lapse, new { today });
        await work.ExecuteAsync(Open, new { today });
        await work.CommitAsync();
    }

    private const string Owed = """
        select a.account_id, c.kind, c.every_days, a.customer_since
        from account_copy a join cadence c on c.motion = a.motion
            and (c.lifecycle is null or c.lifecycle = a.lifecycle) and (c.priority is null or c.priority = a.priority)
        left join account_notice n on n.account_id = a.account_id
        where a.merged_into is null and a.lifecycle in ('onboarding', 'established') and n.churned_on is null
        """;

    private const string Lapse = $"""
        update owed_contact o set state = 'lapsed', closed_on = @today, closed_by = 'service:engagement'
        where o.state = 'open' and not exists (
            select from ({Owed}) w where w.account_id = o.account_id and w.kind = o.kind)
        """;

    private const string Open = $"""
        insert into owed_contact (id, account_id, kind, due_on, state, opened_on)
        select gen_random_uuid(), w.account_id, w.kind,
            coalesce((select max(o.closed_on) from owed_contact o
                      where o.account_id = w.account_id and o.kind = w.kind and o.state in ('done', 'withheld')),
                     greatest(w.customer_since, @today - (hashtext(w.account_id::text) & 2147483647) % w.every_days))
                + w.every_days,
            'open', @today
        from ({Owed}) w
        where not exists (select from owed_contact o
            where o.account_id = w.account_id and o.kind = w.kind and o.state = 'open')
        on conflict do nothing
        """;
}
