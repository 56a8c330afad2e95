using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Accounts;

/// <summary>
/// Accounts and their people, from our own copy; what it lacks (an account created a moment ago, whose event is still
/// on its way) is asked of the accounts service and kept.
/// </summary>
public sealed class AccountDirectory(Database database, IAccountsClient accounts)
{
    /// <returns>Null where neither we nor the accounts service know the account.</returns>
    public async Task<AccountCopy?> FindAsync(Guid accountId, CancellationToken ct)
    {
        if (await database.SingleOrDefaultAsync<AccountCopy>(ById, new { accountId }, ct) is { } known)
            return known;
        if (await accounts.FindAsync(accountId, ct) is not { } asked)
            return null;
        await using var work = await database.BeginAsync(ct);
        await AccountCopyProjection.KeepAsync(work, accountId, asked.Version, asked.Account);
        foreach (var contact in asked.Contacts)
            await ContactCopyProjection.KeepAsync(work, accountId, contact.ContactId, contact.Version, contact.Contact);
        await work.CommitAsync();
        return await database.SingleOrDefaultAsync<AccountCopy>(ById, new { accountId }, ct);
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<AccountCopy> RequireAsync(Guid accountId, CancellationToken ct) =>
        await FindAsync(accountId, ct) ?? throw Problem.NotFound("account", accountId).ToException();

    /// <summary>The person, where they belong to the account.</summary>
    public Task<ContactCopy?> ContactAsync(Guid accountId, Guid contactId, CancellationToken ct) =>
        database.SingleOrDefaultAsync<ContactCopy>(Contact, new { contactId, accountId }, ct);

    /// <summary>The same within a unit of work.</summary>
    public static Task<ContactCopy?> ContactAsync(UnitOfWork work, Guid accountId, Guid contactId) =>
        work.SingleOrDefaultAsync<ContactCopy>(Contact, new { contactId, accountId });

    public Task<IReadOnlyList<ContactCopy>> ContactsAsync(Guid accountId, CancellationToken ct) =>
        database.QueryAsync<ContactCopy>(
            $"{ContactCopy.Select} where account_id = @accountId and status = 'active' order by name, contact_id",
            new { accountId },
            ct
        );

    private const string Contact = $"{ContactCopy.Select} where contact_id = @contactId and account_id = @accountId";

    private const string ById = $"{AccountCopy.Select} where account_id = @accountId";
}
