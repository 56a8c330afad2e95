using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.Feedback.Accounts;

/// <summary>
/// Erases a person's data. Scores, classes and groups stay, so that past figures do not change; the name and the words
/// of the person go.
/// </summary>
public sealed class EraseContact(TimeProvider clock, PersonalDataEraser eraser) : IEventHandler<ContactErasureRequested>
{
    public async Task HandleAsync(ContactErasureRequested domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var (rows, known) = (0, new List<string?>());
        foreach (var contactId in domainEvent.AllContacts())
        {
            if (
                await work.SingleOrDefaultAsync<Known>(
                    "select name, email from contact_copy where contact_id = @contactId",
                    new { contactId }
                ) is
                { } copy
            )
                known.AddRange([copy.Name, copy.Email]);
            foreach (var statement in Statements)
                rows += await work.ExecuteAsync(statement, new { ContactId = contactId });
            await work.ExecuteAsync(
                "insert into erased_contact (contact_id, erased_at) values (@contactId, @Now) on conflict do "
                    + "nothing",
                new { contactId, Now = clock.GetUtcNow() }
            );
        }
        var report = await eraser.EraseAsync(work, domainEvent, known);
        await work.EnqueueAsync(report.Answer(domainEvent, "feedback", rows), domainEvent.AccountId);
    }

    private sealed class Known
    {
        public string Name { get; init; } = "";
        public string? Email { get; init; }
    }

    /// <summary>Notes of a loop first: they are found by the answer's contact.</summary>
    private static readonly string[] Statements =
    [
        """
            update loop_step set note = null
            where note is not null and loop_id in (select l.id from feedback_loop l join answer a on a.id = l.answer_id
                where a.contact_id = @ContactId)
            """,
        "update feedback_loop set what_changed = null, version = version + 1 where answer_id in (select id from "
            + "answer where contact_id = @ContactId)",
        "update answer set contact_id = null, comment = null, replies = '{}', source_key = null, erased = true, "
            + "version = version + 1 where contact_id = @ContactId",
        "delete from notice where contact_id = @ContactId",
        "delete from reference_request where advocate_id in (select id from advocate where contact_id = @ContactId)",
        "delete from advocate where contact_id = @ContactId",
        "update board_member set contact_id = null where contact_id = @ContactId",
        "update interview set contact_id = null where contact_id = @ContactId",
        "update invitation set contact_id = null where contact_id = @ContactId",
        // The account's vote stays; if it has a second one without a person, the two become one.
        """
            delete from request_vote v where v.contact_id = @ContactId
              and exists (select from request_vote o
                  where o.asked_as = v.asked_as and o.account_id = v.account_id and o.contact_id is null)
            """,
        "update request_vote set contact_id = null, note = null where contact_id = @ContactId",
        "delete from person_asked where contact_id = @ContactId",
        "delete from contact_copy where contact_id = @ContactId",
    ];
}
