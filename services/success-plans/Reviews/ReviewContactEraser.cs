using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>That a senior sponsor attended stays, so that the review still counts; who it was goes.</summary>
internal sealed class ReviewContactEraser : IContactEraser
{
    public async Task<int> EraseAsync(UnitOfWork work, Guid contactId) =>
        await work.ExecuteAsync(
            "update review_attendee set contact_id = null where contact_id = @contactId",
            new { contactId }
        )
        + await work.ExecuteAsync(
            "update review_material set contact_id = null where contact_id = @contactId",
            new { contactId }
        )
        + await work.ExecuteAsync(
            "update review set gut_check_contact = null, gut_check_comment = null where gut_check_contact = @contactId",
            new { contactId }
        );
}
