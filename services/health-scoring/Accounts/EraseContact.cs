using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.HealthScoring.Accounts;

/// <summary>Removes what names a person: their product user ids and roles. Their use stays in the account's numbers,
/// under a number that nothing leads back from.</summary>
public sealed class EraseContact(Inbox inbox, PersonalDataEraser eraser) : IConsumer<ContactErasureRequested>
{
    public Task Consume(ConsumeContext<ContactErasureRequested> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            var args = new
            {
                Accounts = message.AllAccounts().ToArray(),
                Contacts = message.AllContacts().ToArray(),
                Respondents = message.AllContacts().Select(contact => contact.ToString()).ToArray(),
                Users = message.ProductUserIds.ToArray(),
            };
            var rows =
                await work.ExecuteAsync(Forget, args)
                + await work.ExecuteAsync(ForgetRoles, args)
                + await work.ExecuteAsync(ForgetVersion, args)
                + await work.ExecuteAsync(ForgetAnswers, args);
            var report = await eraser.EraseAsync(work, message);
            await work.EnqueueAsync(report.Answer(message, "health-scoring", rows), key: message.AccountId);
        });

    private const string Forget =
        "update product_user set user_id = 'erased-' || number where account_id = any(@Accounts) and user_id = "
        + "any(@Users)";

    /// <summary>That a champion left stays known; who it was does not.</summary>
    private const string ForgetRoles =
        "update contact_role set contact_id = gen_random_uuid() where account_id = any(@Accounts) and contact_id "
        + "= any(@Contacts)";

    /// <summary>What was answered keeps counting; by whom is gone.</summary>
    private const string ForgetAnswers =
        "update survey_answer set respondent = answer_id::text where account_id = any(@Accounts) and respondent "
        + "= any(@Respondents)";

    private const string ForgetVersion = "delete from contact_version where contact_id = any(@Contacts)";
}
