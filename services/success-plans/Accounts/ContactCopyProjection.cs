using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans.Accounts;

/// <summary>Keeps the people at each customer, with seniority and roles: who sponsors, who counts in a
/// review.</summary>
public sealed class ContactCopyProjection : IEventHandler<ContactChanged>, IEventHandler<ContactLeft>
{
    public Task HandleAsync(ContactChanged changed, UnitOfWork work, CancellationToken ct) =>
        KeepAsync(work, changed.AccountId, changed.ContactId, changed.Version, changed.Contact);

    public Task HandleAsync(ContactLeft left, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(Left, new { left.ContactId, left.Version });

    internal static Task KeepAsync(
        UnitOfWork work,
        Guid accountId,
        Guid contactId,
        int version,
        ContactSnapshot contact
    ) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                ContactId = contactId,
                AccountId = accountId,
                contact.Name,
                contact.Email,
                contact.Title,
                contact.Seniority,
                contact.Function,
                Roles = contact.Roles.ToArray(),
                Users = contact.ProductUserIds.ToArray(),
                contact.Status,
                Version = version,
            }
        );

    // Neither an older event that comes late nor one about a person whose data had to go.
    private const string Keep = """
        insert into contact_copy as c (contact_id, account_id, name, email, title, seniority, function, roles,
            product_user_ids, status, version)
        select @ContactId, @AccountId, @Name, @Email, @Title, @Seniority, @Function, @Roles, @Users, @Status, @Version
        where not exists (select from erased_contact where contact_id = @ContactId)
        on conflict (contact_id) do update
        set account_id = excluded.account_id, name = excluded.name, email = excluded.email, title = excluded.title,
            seniority = excluded.seniority, function = excluded.function,
            roles = excluded.roles, product_user_ids = excluded.product_user_ids, status = excluded.status,
                version = excluded.version
        where c.version < excluded.version
        """;

    // The version stays: the change that tells of the same departure, and what it changed besides, may still be on its
    // way.
    private const string Left =
        "update contact_copy set status = 'left' where contact_id = @ContactId and version <= @Version";
}
