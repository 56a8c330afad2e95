using MassTransit;
using Platform.Contracts.Accounts;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps who was champion or executive sponsor from when until when: the caps need to know when an account has
/// lost its last one.</summary>
public sealed class ContactRolesProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<ContactChanged>,
        IConsumer<ContactLeft>
{
    private static readonly string[] Watched = ["champion", "executive_sponsor"];

    public async Task Consume(ConsumeContext<ContactChanged> context)
    {
        var message = context.Message;
        var held =
            message.Contact.Status == "left"
                ? []
                : Watched.Intersect(message.Contact.Roles, StringComparer.Ordinal).ToArray();
        await inbox.OnceAsync(context, async work =>
        {
            // Who had left before anybody told of them held their roles once, at least when they were last heard.
            if (message.Contact.Status == "left")
                await HeldOnceAsync(work, message);
            await KeepAsync(work, message.AccountId, message.ContactId, message.Version, held, message.OccurredAt);
        });
        signal.Set();
    }

    private async Task HeldOnceAsync(UnitOfWork work, ContactChanged message)
    {
        var told = calendar.DayOf(message.OccurredAt);
        var heard =
            message.Contact.LastTwoWayContactAt is { } at && calendar.DayOf(at) is var day && day < told
                ? day
                : told.AddDays(-1);
        var roles = Watched.Intersect(message.Contact.Roles, StringComparer.Ordinal).ToArray();
        await work.ExecuteAsync(
            HeldOnce,
            new
            {
                message.AccountId,
                message.ContactId,
                roles,
                heard,
                told,
            }
        );
    }

    public async Task Consume(ConsumeContext<ContactLeft> context)
    {
        var message = context.Message;
        await inbox.OnceAsync(context, work =>
            KeepAsync(work, message.AccountId, message.ContactId, message.Version, [], message.OccurredAt)
        );
        signal.Set();
    }

    private async Task KeepAsync(
        UnitOfWork work,
        Guid accountId,
        Guid contactId,
        int version,
        string[] held,
        DateTimeOffset at
    )
    {
        // Of one version both may come, that the contact changed and that they left; both say the same.
        if (await work.ExecuteAsync(Advance, new { ContactId = contactId, Version = version }) == 0)
            return;
        var args = new
        {
            AccountId = accountId,
            ContactId = contactId,
            Held = held,
            Day = calendar.DayOf(at),
        };
        await work.ExecuteAsync(Close, args);
        await work.ExecuteAsync(Open, args);
        await work.ExecuteAsync(MarkDirty.Sql, new { Id = accountId });
    }

    private const string Advance = """
        insert into contact_version as v (contact_id, version) values (@ContactId, @Version)
        on conflict (contact_id) do update set version = excluded.version where v.version <= excluded.version
        """;

    private const string HeldOnce = """
        insert into contact_role (account_id, contact_id, role, from_day, until_day)
        select @AccountId, @ContactId, role, @heard, @told from unnest(@roles) as role
        where not exists (select from contact_version where contact_id = @ContactId)
        on conflict do nothing
        """;

    private const string Close = """
        update contact_role set until_day = @Day
        where account_id = @AccountId and contact_id = @ContactId and until_day is null and role <> all(@Held)
        """;

    private const string Open = """
        insert into contact_role (account_id, contact_id, role, from_day)
        select @AccountId, @ContactId, role, @Day from unnest(@Held) as role
        where not exists (select from contact_role r
            where r.account_id = @AccountId and r.contact_id = @ContactId and r.role = role.role
            and r.until_day is null)
        on conflict (account_id, contact_id, role, from_day) do update set until_day = null
        """;
}
