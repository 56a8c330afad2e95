using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.Renewals.People;

/// <summary>A person's data has to go: what points at them is cleared, and no text names them any more. Figures
/// stay.</summary>
public sealed class EraseContactOnErasureRequested(PersonalDataEraser eraser) : IEventHandler<ContactErasureRequested>
{
    public async Task HandleAsync(ContactErasureRequested domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var (rows, known) = (0, new List<string?>());
        foreach (var contactId in domainEvent.AllContacts())
        {
            await work.ExecuteAsync(
                "insert into erased_contact (contact_id) values (@contactId) on conflict do nothing",
                new { contactId }
            );
            var named = await work.SingleOrDefaultAsync<Named>(
                "delete from contact_name where contact_id = @contactId returning name, email",
                new { contactId }
            );
            if (named is not null)
                known.AddRange([named.Name, named.Email]);
            rows += await work.ExecuteAsync(
                Unlink,
                new { contactId, Users = domainEvent.ProductUserIds.Select(user => $"power-user:{user}").ToArray() }
            );
            rows += await work.ExecuteAsync(
                "update renewal set gut_check_contact = null where gut_check_contact = @contactId",
                new { contactId }
            );
        }
        var report = await eraser.EraseAsync(work, domainEvent, known);
        await work.EnqueueAsync(report.Answer(domainEvent, "renewals", rows), domainEvent.AccountId);
    }

    private const string Unlink = """
        update risk set contact_id = null, cause_key = 'erased:' || id
        where contact_id = @contactId or cause_key = 'contact:' || @contactId or cause_key = any(@Users)
        """;

    private sealed class Named
    {
        public string Name { get; init; } = "";
        public string? Email { get; init; }
    }
}
