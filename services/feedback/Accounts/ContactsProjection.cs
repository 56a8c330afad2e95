using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps the people of each account: surveys are sent to them.</summary>
public sealed class ContactsProjection : IEventHandler<ContactChanged>, IEventHandler<ContactLeft>
{
    public Task HandleAsync(ContactChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Upsert,
            new
            {
                domainEvent.ContactId,
                domainEvent.AccountId,
                domainEvent.Contact.Name,
                domainEvent.Contact.Email,
                domainEvent.Contact.Title,
                domainEvent.Contact.Seniority,
                domainEvent.Contact.Function,
                Roles = domainEvent.Contact.Roles.ToArray(),
                ProductUserIds = domainEvent.Contact.ProductUserIds.ToArray(),
                domainEvent.Contact.Status,
                domainEvent.Version,
            }
        );

    public Task HandleAsync(ContactLeft domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            "update contact_copy set status = 'left', version = @Version where contact_id = @ContactId and "
                + "version <= @Version",
            new { domainEvent.ContactId, domainEvent.Version }
        );

    private const string Upsert = """
        insert into contact_copy as c (contact_id, account_id, name, email, title, seniority, function, roles,
            product_user_ids, status, version)
        select @ContactId, @AccountId, @Name, @Email, @Title, @Seniority, @Function, @Roles, @ProductUserIds, @Status,
            @Version
        where not exists (select from erased_contact where contact_id = @ContactId)
        on conflict (contact_id) do update
        set account_id = excluded.account_id, name = excluded.name, email = excluded.email, title = excluded.title,
            seniority = excluded.seniority,
            function = excluded.function, roles = excluded.roles, product_user_ids = excluded.product_user_ids,
                status = excluded.status, version = excluded.version
        where c.version < excluded.version
        """;
}
