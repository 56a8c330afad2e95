using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Enablement;

/// <summary>What a person learned goes with the person; that the account did it stays.</summary>
internal sealed class CompletionContactEraser : IContactEraser
{
    public Task<int> EraseAsync(UnitOfWork work, Guid contactId) =>
        work.ExecuteAsync(
            "update course_completion set contact_id = null, source = '' where contact_id = @contactId",
            new { contactId }
        );
}
