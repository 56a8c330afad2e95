using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

internal static class OnboardingAccess
{
    /// <exception cref="ProblemException">404, or 403 where the caller may not write to the onboarding's
    /// account.</exception>
    public static async Task RequireAsync(
        Guid onboardingId,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        var account = await database.ScalarAsync<Guid?>(
            "select account_id from onboarding where onboarding_id = @onboardingId",
            new { onboardingId },
            ct
        ) ?? throw Problem.NotFound("onboarding", onboardingId).ToException();
        await ownership.RequireAsync(caller, account, ct);
    }
}
