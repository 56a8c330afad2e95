using Platform.Accounts.Audit;
using Platform.Accounts.Coverage;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Contacts;

/// <summary>The one way by which contacts change: state, timeline, audit and events together.</summary>
public sealed class ContactWriter(
    CoverageStore coverage,
    SegmentMembership segments,
    AuditLog audit,
    TimelineWriter timeline,
    RequestContext context
)
{
    public async Task<IReadOnlyDictionary<Guid, Contact>> SaveAsync(
        UnitOfWork work,
        IReadOnlyList<ContactChange> changes
    )
    {
        var saved = changes
            .Select(change => (Change: change, Fields: Contact.Changes(change.Before, change.After)))
            .Where(item => item.Fields.Count > 0 || item.Change.NewExternalIds.Count > 0)
            .Select(item =>
                (
                    item.Change,
                    item.Fields,
                    Contact: item.Change.After with
                    {
                        Version = (item.Change.Before?.Version ?? 0) + 1,
                    }
                )
            )
            .OrderBy(item => item.Contact.Id)
            .ToList();
        if (saved.Count == 0)
            return new Dictionary<Guid, Contact>();

        var contacts = saved.ConvertAll(item => item.Contact);
        await work.ExecuteAsync(Upsert, Columns(contacts, context.Now));
        await AddExternalIdsAsync(work, saved.Select(item => (item.Contact.Id, item.Change.NewExternalIds)));
        var externalIds = (
            await work.QueryAsync<StoredExternalId>(
                ReadExternalIds,
                new { ids = contacts.Select(contact => contact.Id).ToArray() }
            )
        ).ToLookup(row => row.ContactId);

        await audit.WriteAsync(
            work,
            [
                .. saved.Select(item =>
                    AuditEntry.OfChanges(
                        item.Change.Before is null ? "created" : "changed",
                        "contact",
                        item.Contact.Id,
                        item.Contact.AccountId,
                        item.Fields,
                        version: item.Contact.Version
                    )
                ),
            ]
        );
        await timeline.AppendAsync(
            work,
            [.. saved.Select(item => Entry(item.Change, item.Contact, item.Fields)).OfType<TimelineEntry>()]
        );
        await work.EnqueueAsync([
            .. saved
                .SelectMany(item => Events(item.Change, item.Contact, item.Fields, externalIds[item.Contact.Id]))
                .Select(it => (it, it.AccountId)),
        ]);
        var accounts = saved
            .Select(item => item.Contact.AccountId)
            .Concat(saved.Select(item => item.Change.Before?.AccountId).OfType<Guid>())
            .Distinct()
            .ToArray();
        await coverage.RefreshAsync(work, accounts);
        await segments.EvaluateAsync(work, accounts);
        return contacts.ToDictionary(contact => contact.Id);
    }

    // Names stay out of the timeline: an erased person must not live on there. It points to the contact instead.
    private TimelineEntry? Entry(ContactChange change, Contact contact, IReadOnlyList<FieldChange> fields)
    {
        if (change.Before is null)
            return new TimelineEntry(
                Guid.CreateVersion7(),
                contact.AccountId,
                context.Now,
                "contact_added",
                $"A contact was added{Described(contact)}",
                contact.Id
            );
        if (HasLeft(change.Before, contact))
            return new TimelineEntry(
                Guid.CreateVersion7(),
                contact.AccountId,
                context.Now,
                "contact_left",
                $"A contact left{Described(contact)}",
                contact.Id,
                new { roles = change.Before.Roles }
            );
        var told = fields.Where(field => field.Field != "lastTwoWayContactAt").Select(field => field.Field).ToArray();
        return told.Length == 0
            ? null
            : new TimelineEntry(
                Guid.CreateVersion7(),
                contact.AccountId,
                context.Now,
                "contact_changed",
                $"A contact changed: {string.Join(", ", told)}",
                contact.Id
            );
    }

    private static string Described(Contact contact) =>
        contact.Roles.Count > 0 ? $" ({string.Join(", ", contact.Roles)})"
        : contact.Title is { } title ? $" ({title})"
        : "";

    private static IEnumerable<DomainEvent> Events(
        ContactChange change,
        Contact contact,
        IReadOnlyList<FieldChange> fields,
        IEnumerable<StoredExternalId> externalIds
    )
    {
        var snapshot = new ContactSnapshot(
            contact.Name,
            contact.Email,
            contact.Title,
            contact.Seniority,
            contact.Function,
            contact.Roles,
            contact.ProductUserIds,
            contact.LastTwoWayContactAt,
            contact.Status,
            [.. externalIds.Select(row => new ExternalId(row.Source, row.ExternalId))]
        );
        yield return new ContactChanged(
            contact.AccountId,
            contact.Id,
            contact.Version,
            snapshot,
            change.Before?.Roles ?? [],
            [.. fields.Select(field => field.Field)]
        );
        if (change.Before is not null && HasLeft(change.Before, contact))
            yield return new ContactLeft(
                contact.AccountId,
                contact.Id,
                contact.Version,
                change.Before.Roles,
                contact.Seniority,
                contact.Function
            );
    }

    private static bool HasLeft(Contact before, Contact after) =>
        before.Status != Contact.Left && after.Status == Contact.Left;

    private static async Task AddExternalIdsAsync(
        UnitOfWork work,
        IEnumerable<(Guid ContactId, IReadOnlyList<ExternalId> Ids)> added
    )
    {
        var rows = added.SelectMany(item => item.Ids.Select(id => (item.ContactId, id.Source, id.Id))).ToList();
        if (rows.Count == 0)
            return;
        await work.ExecuteAsync(
            "insert into contact_external_id (contact_id, source, external_id) select * from unnest(@Contacts, "
                + "@Sources, @Ids)",
            new
            {
                Contacts = rows.Select(row => row.ContactId).ToArray(),
                Sources = rows.Select(row => row.Source).ToArray(),
                Ids = rows.Select(row => row.Id).ToArray(),
            }
        );
    }

    private static object Columns(List<Contact> contacts, DateTimeOffset now) =>
        new
        {
            Ids = contacts.Select(contact => contact.Id).ToArray(),
            Accounts = contacts.Select(contact => contact.AccountId).ToArray(),
            Names = contacts.Select(contact => contact.Name).ToArray(),
            Emails = contacts.Select(contact => contact.Email).ToArray(),
            Titles = contacts.Select(contact => contact.Title).ToArray(),
            Seniorities = contacts.Select(contact => contact.Seniority).ToArray(),
            Functions = contacts.Select(contact => contact.Function).ToArray(),
            // Lists within a list travel as text; a unit separator stands in no role and no user id.
            Roles = contacts.Select(contact => string.Join(Separator, contact.Roles)).ToArray(),
            Users = contacts.Select(contact => string.Join(Separator, contact.ProductUserIds)).ToArray(),
            Last = contacts.Select(contact => contact.LastTwoWayContactAt?.ToUniversalTime()).ToArray(),
            Statuses = contacts.Select(contact => contact.Status).ToArray(),
            Versions = contacts.Select(contact => contact.Version).ToArray(),
            Now = now,
        };

    private const char Separator = '\u001F';

    private sealed class StoredExternalId
    {
        public Guid ContactId { get; init; }
        public string Source { get; init; } = "";
        public string ExternalId { get; init; } = "";
    }

    private const string ReadExternalIds =
        "select contact_id, source, external_id from contact_external_id where contact_id = any(@ids) order by "
        + "source, external_id";

    private const string Upsert = """
        insert into contact (id, account_id, name, email, title, seniority, function, roles, product_user_ids,
            last_two_way_contact_at, status, version, created_at, updated_at)
        select id, account_id, name, email, title, seniority, function, string_to_array(roles, E'\u001F'),
            string_to_array(users, E'\u001F'), last_contact, status, version, @Now, @Now
        from unnest(@Ids, @Accounts, @Names, @Emails, @Titles, @Seniorities, @Functions, @Roles, @Users,
            @Last::timestamptz[], @Statuses, @Versions)
            as row (id, account_id, name, email, title, seniority, function, roles, users, last_contact, status,
                version)
        order by id
        on conflict (id) do update set
            account_id = excluded.account_id, name = excluded.name, email = excluded.email, title = excluded.title,
                seniority = excluded.seniority, function = excluded.function,
            roles = excluded.roles, product_user_ids = excluded.product_user_ids,
                last_two_way_contact_at = excluded.last_two_way_contact_at, status = excluded.status,
            version = excluded.version, updated_at = excluded.updated_at
        """;
}
