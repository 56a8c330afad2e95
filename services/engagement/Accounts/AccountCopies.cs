using Platform.ServiceKit.Data;

namespace Platform.Engagement.Accounts;

/// <summary>Reads this service's copy of accounts and their people.</summary>
public static class AccountCopies
{
    public static Task<AccountCopy?> FindAsync(UnitOfWork work, Guid accountId) =>
        work.SingleOrDefaultAsync<AccountCopy>(
            $"{AccountCopy.Select} where a.account_id = @accountId",
            new { accountId }
        );

    public static Task<AccountCopy?> FindAsync(Database database, Guid accountId, CancellationToken ct) =>
        database.SingleOrDefaultAsync<AccountCopy>(
            $"{AccountCopy.Select} where a.account_id = @accountId",
            new { accountId },
            ct
        );

    public static Task<ContactCopy?> FindContactAsync(UnitOfWork work, Guid contactId) =>
        work.SingleOrDefaultAsync<ContactCopy>(
            $"{ContactCopy.Select} where contact_id = @contactId",
            new { contactId }
        );

    /// <summary>Everybody at an account, by name.</summary>
    public static Task<IReadOnlyList<ContactCopy>> ContactsOfAsync(UnitOfWork work, Guid accountId) =>
        work.QueryAsync<ContactCopy>(
            $"{ContactCopy.Select} where account_id = @accountId order by name, contact_id",
            new { accountId }
        );
}
