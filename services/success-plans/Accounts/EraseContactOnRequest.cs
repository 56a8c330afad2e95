using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.SuccessPlans.Accounts;

/// <summary>A person's data has to go: each area clears its own rows of the person, all texts are searched for their
/// name, and one answer reports that nothing is left.</summary>
public sealed class EraseContactOnRequest(IEnumerable<IContactEraser> areas, PersonalDataEraser eraser)
    : IEventHandler<ContactErasureRequested>
{
    public async Task HandleAsync(ContactErasureRequested request, UnitOfWork work, CancellationToken ct)
    {
        var (rows, known) = (0, new List<string?>());
        foreach (var contactId in request.AllContacts())
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
        var report = await eraser.EraseAsync(work, request, known);
        await work.EnqueueAsync(report.Answer(request, "success-plans", rows), request.AccountId);
    }

    private const string Remember =
        "insert into erased_contact (contact_id) values (@contactId) on conflict do nothing";
}
