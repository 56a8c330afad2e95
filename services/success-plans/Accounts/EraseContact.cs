using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.SuccessPlans.Accounts;

/// <summary>A person's data has to go: every area clears what is theirs, all texts are searched for their name, then
/// one answer tells that nothing is left.</summary>
public sealed class EraseContact(Inbox inbox, IEnumerable<IErasePerson> areas, PersonalDataEraser eraser)
    : IConsumer<ContactErasureRequested>
{
    public Task Consume(ConsumeContext<ContactErasureRequested> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            var (rows, known) = (0, new List<string?>());
            foreach (var contactId in message.AllContacts())
            {
                await work.ExecuteAsync(Remember, new { contactId });
                if (
                    await work.SingleOrDefaultAsync<ContactCopy>(
                        $"{ContactCopy.Select} where contact_id = @contactId for update",
                        new { contactId }
                    ) is
                    { } copy
                )
                    known.AddRange([copy.Name, copy.Email]);
                rows += await work.ExecuteAsync(
                    "delete from contact_copy where contact_id = @contactId",
                    new { contactId }
                );
                foreach (var area in areas)
                    rows += await area.EraseAsync(work, contactId);
            }
            var report = await eraser.EraseAsync(work, message, known);
            await work.EnqueueAsync(report.Answer(message, "success-plans", rows), message.AccountId);
        });

    private const string Remember =
        "insert into erased_contact (contact_id) values (@contactId) on conflict do nothing";
}
