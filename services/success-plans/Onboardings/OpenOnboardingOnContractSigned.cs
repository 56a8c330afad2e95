using Microsoft.Extensions.Options;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>
/// A deal closed: the customer is brought on board from the template that is chosen for it. Not where it was brought on
/// board before (a renewal is a contract too), nor where it has been a customer for long, nor for a contract of long
/// ago that was written down late.
/// </summary>
/// <remarks>Repeatable: a contract opens one onboarding, which the database holds. So the account is looked up, in the
/// accounts service where its event has not come yet, before a transaction begins.</remarks>
internal sealed class OpenOnboardingOnContractSigned(
    Database database,
    AccountDirectory accounts,
    OnboardingOpener opener,
    OrganisationCalendar day,
    IOptions<OnboardingOptions> options
) : IRepeatableEventHandler<ContractSigned>
{
    public async Task HandleAsync(ContractSigned signed, CancellationToken ct)
    {
        if (signed.SignedOn < day.Today.AddDays(-options.Value.OpenWithinDays))
            return;
        // An unknown account is tried again, and then goes to the dead letters.
        var account = await accounts.FindAsync(signed.AccountId, ct)
            ?? throw new InvalidOperationException(
                $"Contract {signed.Number} was signed by account {signed.AccountId}, which is not known yet."
            );
        if (account.CustomerSince is { } since && since < signed.SignedOn.AddDays(-options.Value.OpenWithinDays))
            return;
        await using var work = await database.BeginAsync(ct);
        if (await work.ScalarAsync<bool>(HasOnboarding, new { signed.AccountId }))
            return;
        await opener.OpenAsync(work, account, signed.ContractId, signed.SignedOn);
        await work.CommitAsync();
    }

    private const string HasOnboarding =
        "select exists (select from onboarding where account_id = @AccountId and status <> 'cancelled')";
}
