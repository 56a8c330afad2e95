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
                known.AddRange([copy.Name, copy.Email]);
            rows += await work.ExecuteAsync(
                "delete from contact_copy where contact_id = @contactId",
                new { contactId }
            );
            await work.ExecuteAsync(
                "insert into erased_contact (contact_id, erased_at) values (@contactId, @Now) on conflict do nothing",
                new { contactId, Now = clock.GetUtcNow() }
            );
        }

        var report = await eraser.EraseAsync(work, domainEvent, known);
        await work.EnqueueAsync(report.Answer(domainEvent, "engagement", rows), domainEvent.AccountId);
    }
}
