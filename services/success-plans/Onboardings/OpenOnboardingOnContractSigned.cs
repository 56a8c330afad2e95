using MassTransit;
using Microsoft.Extensions.Options;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>
/// A deal closed: the customer is brought on board from the template of its segment. Not where it was brought on board
/// before (a renewal is a contract too), nor where it has been a customer for long, nor for a contract of long ago that
/// was written down late.
/// </summary>
internal sealed class OpenOnboardingOnContractSigned(
    Inbox inbox,
    AccountDirectory accounts,
    OnboardingOpener opener,
    OrganisationCalendar day,
    IOptions<OnboardingOptions> options
) : IConsumer<ContractSigned>
{
    public async Task Consume(ConsumeContext<ContractSigned> context)
    {
        var (message, oldest) = (context.Message, day.Today.AddDays(-options.Value.OpenWithinDays));
        if (message.SignedOn < oldest)
            return;
        // Before the transaction: what we have not heard of yet is asked of the accounts service. Unknown there too:
        // tried again, and then laid aside for people to see.
        var account = await accounts.FindAsync(message.AccountId, context.CancellationToken)
            ?? throw new InvalidOperationException(
                $"Contract {message.Number} was signed by account {message.AccountId}, which nobody knows yet."
            );
        if (account.CustomerSince is { } since && since < message.SignedOn.AddDays(-options.Value.OpenWithinDays))
            return;
        await inbox.OnceAsync(context, async work =>
        {
            if (
                await work.ScalarAsync<bool>(
                    "select exists (select from onboarding where account_id = @AccountId and status <> 'cancelled')",
                    new { message.AccountId }
                )
            )
                return;
            await opener.OpenAsync(work, account, message.ContractId, message.SignedOn);
        });
    }
}
