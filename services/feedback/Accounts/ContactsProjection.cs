using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps whom a survey may be sent to.</summary>
public sealed class ContactsProjection(Inbox inbox) : IConsumer<ContactChanged>, IConsumer<ContactLeft>
{
    public Task Consume(ConsumeContext<ContactChanged> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.ContactId,
                    context.Message.AccountId,
                    context.Message.Contact.Name,
                    context.Message.Contact.Email,
                    context.Message.Contact.Title,
                    context.Message.Contact.Seniority,
                    context.Message.Contact.Function,
                    Roles = context.Message.Contact.Roles.ToArray(),
                    ProductUserIds = context.Message.Contact.ProductUserIds.ToArray(),
                    context.Message.Contact.Status,
                    context.Message.Version,
                }
            ));

    public Task Consume(ConsumeContext<ContactLeft> context) =>
        inbox.OnceAsync(context, work =>
            work.ExecuteAsync(
                "update contact_copy set status = 'left', version = @Version where contact_id = @ContactId and "
                    + "version <= @Version",
                new { context.Message.ContactId, context.Message.Version }
            )
        );

    private const string Keep = """
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
