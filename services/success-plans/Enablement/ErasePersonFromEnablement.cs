using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Enablement;

/// <summary>What a person learned goes with the person; that the account did it stays.</summary>
internal sealed class ErasePersonFromEnablement : Accounts.IErasePerson
{
    public Task<int> EraseAsync(UnitOfWork work, Guid contactId) =>
        work.ExecuteAsync(
            "update course_completion set contact_id = null, source = '' where contact_id = @contactId",
            new { contactId }
        );
}
