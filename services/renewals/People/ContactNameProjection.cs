using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.People;

/// <summary>Keeps what people are called, so that they are found in free text when their data has to go. An erased
/// person stays erased, whatever comes late.</summary>
public sealed class ContactNameProjection : IEventHandler<ContactChanged>
{
    public Task HandleAsync(ContactChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                domainEvent.ContactId,
                domainEvent.AccountId,
                domainEvent.Version,
                domainEvent.Contact.Name,
                domainEvent.Contact.Email,
            }
        );

    private const string Keep = """
        insert into contact_name as kept (contact_id, account_id, version, name, email)
        select @ContactId, @AccountId, @Version, @Name, @Email
            where not exists (select 1 from erased_contact where contact_id = @ContactId)
        on conflict (contact_id) do update
            set account_id = excluded.account_id, version = excluded.version, name = excluded.name,
            email = excluded.email
        where kept.version < excluded.version
        """;
}
