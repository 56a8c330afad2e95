using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.HealthScoring.Accounts;

/// <summary>Removes what identifies a person: their product user ids and roles. Their use stays in the account's
/// figures
/// under a number that cannot be traced back.</summary>
public sealed class EraseContact(PersonalDataEraser eraser) : IEventHandler<ContactErasureRequested>
{
    public async Task HandleAsync(ContactErasureRequested domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var args = new
        {
            Accounts = domainEvent.AllAccounts().ToArray(),
            Contacts = domainEvent.AllContacts().ToArray(),
            Respondents = domainEvent.AllContacts().Select(contact => contact.ToString()).ToArray(),
            Users = domainEvent.ProductUserIds.ToArray(),
        };
        var rows =
            await work.ExecuteAsync(EraseUsers, args)
            + await work.ExecuteAsync(EraseRoles, args)
            + await work.ExecuteAsync(EraseVersion, args)
            + await work.ExecuteAsync(EraseAnswers, args);
        var report = await eraser.EraseAsync(work, domainEvent);
        await work.EnqueueAsync(report.Answer(domainEvent, "health-scoring", rows), key: domainEvent.AccountId);
    }

    private const string EraseUsers =
        "update product_user set user_id = 'erased-' || number where account_id = any(@Accounts) and user_id = "
        + "any(@Users)";

    /// <summary>That a champion left stays known, but not who it was.</summary>
    private const string EraseRoles =
        "update contact_role set contact_id = gen_random_uuid() where account_id = any(@Accounts) and contact_id "
        + "= any(@Contacts)";

    /// <summary>The answer keeps counting; the respondent is removed.</summary>
    private const string EraseAnswers =
        "update survey_answer set respondent = answer_id::text where account_id = any(@Accounts) and respondent "
        + "= any(@Respondents)";

    private const string EraseVersion = "delete from contact_version where contact_id = any(@Contacts)";
}
