using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Removes what names a person: their product user ids and roles. Their use stays in the account's numbers, under a number that nothing leads back from.</summary>
public sealed class EraseContact(Inbox inbox) : IConsumer<ContactErasureRequested>
{
    public Task Consume(ConsumeContext<ContactErasureRequested> context)
    {
        var message = context.Message;
        return inbox.OnceAsync(context, async work =>
        {
            var args = new { message.AccountId, message.ContactId, Users = message.ProductUserIds.ToArray() };
            var rows = await work.ExecuteAsync(Forget, args) + await work.ExecuteAsync(ForgetRoles, args) + await work.ExecuteAsync(ForgetVersion, args)
                + await work.ExecuteAsync(ForgetAnswers, args);
            await work.EnqueueAsync(new ContactErased(message.AccountId, message.ErasureId, message.ContactId, "health-scoring", rows), key: message.AccountId);
        });
    }

    private const string Forget = "update product_user set user_id = 'erased-' || number where account_id = @AccountId and user_id = any(@Users)";

    /// <summary>That a champion left stays known; who it was does not.</summary>
    private const string ForgetRoles = "update contact_role set contact_id = gen_random_uuid() where account_id = @AccountId and contact_id = @ContactId";

    /// <summary>What was answered keeps counting; by whom is gone.</summary>
    private const string ForgetAnswers = "update survey_answer set respondent = answer_id::text where account_id = @AccountId and respondent = @ContactId::text";

    private const string ForgetVersion = "delete from contact_version where contact_id = @ContactId";
}
