using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.Engagement.Accounts;

/// <summary>Erases a person: their copy goes, and their name and words out of every text that was kept.</summary>
public sealed class EraseContactOnErasureRequested(TimeProvider clock, PersonalDataEraser eraser)
    : IEventHandler<ContactErasureRequested>
{
    public async Task HandleAsync(ContactErasureRequested domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var (rows, known) = (0, new List<string?>());
        foreach (var contactId in domainEvent.AllContacts())
        {
            if (await AccountCopies.FindContactAsync(work, contactId) is { } copy)
            {
                known.AddRange([copy.Name, copy.Email]);
                foreach (var statement in OfAddress)
                    rows += await work.ExecuteAsync(statement, new { copy.Email });
            }
            foreach (var statement in Statements)
                rows += await work.ExecuteAsync(statement, new { contactId });
            await work.ExecuteAsync(
                "insert into erased_contact (contact_id, erased_at) values (@contactId, @Now) on conflict do nothing",
                new { contactId, Now = clock.GetUtcNow() }
            );
        }

        var report = await eraser.EraseAsync(work, domainEvent, known);
        await work.EnqueueAsync(report.Answer(domainEvent, "engagement", rows), domainEvent.AccountId);
    }

    /// <summary>What the person was shown counts on, without saying who they are.</summary>
    private static readonly string[] Statements =
    [
        """
            update impression i set user_id = 'erased-' || gen_random_uuid(), contact_id = null
            where i.contact_id = @contactId or exists (
                select from contact_copy c where c.contact_id = @contactId and c.account_id = i.account_id
                    and i.user_id = any(c.product_user_ids))
            """,
        """
            update meeting set guest_name = 'Erased', guest_email = 'erased@invalid', note = null, contact_id = null
            where contact_id = @contactId or lower(guest_email) = (
                select lower(c.email) from contact_copy c where c.contact_id = @contactId)
            """,
        "update booking_link set contact_id = null where contact_id = @contactId",
        "delete from contact_copy where contact_id = @contactId",
    ];

    /// <summary>What is kept by the address alone. That somebody was written to still counts, for nobody in
    /// particular.</summary>
    private static readonly string[] OfAddress =
    [
        $"delete from campaign_person where email = {Normal}",
        $"delete from proposed_contact where email = {Normal}",
        $"update incoming_mail set sender = '' where sender = {Normal}",
        $"update recipient set email = 'erased:' || id, time_zone = null, locale = null where email = {Normal}",
    ];

    private const string Normal = "lower(normalize(trim(@Email::text)))";
}
