using Platform.Contracts.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps who was champion or executive sponsor from when until when: the caps need to know when an account has
/// lost its last one.</summary>
public sealed class ContactRolesProjection(UsageCalendar calendar, ScoringSignal signal)
    : IEventHandler<ContactChanged>,
        IEventHandler<ContactLeft>
{
    private static readonly string[] Watched = ["champion", "executive_sponsor"];

    public async Task HandleAsync(ContactChanged domainEvent, UnitOfWork work, CancellationToken ct)
    {
        string[] roles = [.. Watched.Intersect(domainEvent.Contact.Roles, StringComparer.Ordinal)];
        if (domainEvent.Contact.Status == "left")
        {
            // A contact who is only now reported, as gone, held the roles at least when they were last heard of.
            await AddPastRolesAsync(work, domainEvent, roles);
            roles = [];
        }
        await SetRolesAsync(
            work,
            domainEvent.AccountId,
            domainEvent.ContactId,
            domainEvent.Version,
            roles,
            domainEvent.OccurredAt
        );
    }

    public Task HandleAsync(ContactLeft domainEvent, UnitOfWork work, CancellationToken ct) =>
        SetRolesAsync(
            work,
            domainEvent.AccountId,
            domainEvent.ContactId,
            domainEvent.Version,
            [],
            domainEvent.OccurredAt
        );

    private async Task AddPastRolesAsync(UnitOfWork work, ContactChanged domainEvent, string[] roles)
    {
        var until = calendar.DayOf(domainEvent.OccurredAt);
        var from =
            domainEvent.Contact.LastTwoWayContactAt is { } at && calendar.DayOf(at) is var day && day < until
                ? day
                : until.AddDays(-1);
        await work.ExecuteAsync(
            AddPast,
            new
            {
                domainEvent.AccountId,
                domainEvent.ContactId,
                roles,
                from,
                until,
            }
        );
    }

    private async Task SetRolesAsync(
        UnitOfWork work,
        Guid accountId,
        Guid contactId,
        int version,
        string[] roles,
        DateTimeOffset at
    )
    {
        work.AfterCommit(signal.Set);
        // Of one version both may come, that the contact changed and that they left; both say the same.
        if (await work.ExecuteAsync(Advance, new { ContactId = contactId, Version = version }) == 0)
            return;
        var args = new
        {
            AccountId = accountId,
            ContactId = contactId,
            Roles = roles,
            Day = calendar.DayOf(at),
        };
        await work.ExecuteAsync(Close, args);
        await work.ExecuteAsync(Open, args);
        await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
    }

    private const string Advance = """
        insert into contact_version as v (contact_id, version) values (@ContactId, @Version)
        on conflict (contact_id) do update set version = excluded.version where v.version <= excluded.version
        """;

    private const string AddPast = """
        insert into contact_role (account_id, contact_id, role, from_day, until_day)
        select @AccountId, @ContactId, role, @from, @until from unnest(@roles) as role
        where not exists (select from contact_version where contact_id = @ContactId)
        on conflict do nothing
        """;

    private const string Close = """
        update contact_role set until_day = @Day
        where account_id = @AccountId and contact_id = @ContactId and until_day is null and role <> all(@Roles)
        """;

    private const string Open = """
        insert into contact_role (account_id, contact_id, role, from_day)
        select @AccountId, @ContactId, role, @Day from unnest(@Roles) as role
        where not exists (select from contact_role r
            where r.account_id = @AccountId and r.contact_id = @ContactId and r.role = role.role
            and r.until_day is null)
        on conflict (account_id, contact_id, role, from_day) do update set until_day = null
        """;
}
