using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Who was told of a stall and who came to a check-in.</summary>
internal sealed class OnboardingContactEraser : IContactEraser
{
    public async Task<int> EraseAsync(UnitOfWork work, Guid contactId) =>
        await work.ExecuteAsync(
            "update onboarding_escalation set contact_id = null where contact_id = @contactId",
            new { contactId }
        )
        + await work.ExecuteAsync(
            "delete from onboarding_check_in_attendee where contact_id = @contactId",
            new { contactId }
        );
}
