using Platform.Accounts.Access;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>Reads accounts with what hangs on them directly: external ids and current owners.</summary>
public static class AccountReader
{
    public static async Task<IReadOnlyDictionary<Guid, Account>> LockAsync(
        UnitOfWork work,
        IReadOnlyCollection<Guid> ids
    )
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, Account>();
        // No stronger than needed: rows that refer to an account (members of a segment being built) need not wait.
        // In key order, so that two batches over the same accounts never wait for each other in a circle.
        var rows = await work.QueryAsync<StoredAccount>(
            $"select {StoredAccount.Columns} from account where id = any(@ids) order by id for no key update",
            new { ids = ids.ToArray() }
        );
        return rows.ToDictionary(row => row.Id, row => row.ToAccount());
    }

    /// <summary>
    /// The account, locked for a change: the one gate of everything that writes to an account or to what hangs on it.
    /// </summary>
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">404 where there is none, 403 where it is not the
    /// caller's, 409 where it was merged.</exception>
    public static async Task<Account> LockForChangeAsync(UnitOfWork work, Caller caller, Guid accountId)
    {
        var locked = await LockAsync(work, [accountId]);
        if (!locked.TryGetValue(accountId, out var account))
            throw AccountProblems.NotFound(accountId).ToException();
        await AccountAccess.RequireWriteAsync(work, caller, accountId);
        return account.MergedInto is { } into ? throw AccountProblems.Merged(accountId, into).ToException() : account;
    }

    public static async Task<AccountDetails?> FindAsync(Database database, Guid id, CancellationToken ct) =>
        await FindAsync(database, [id], ct) is [var found] ? found : null;

    /// <summary>In the order of the ids; those that do not exist are left out.</summary>
    public static async Task<IReadOnlyList<AccountDetails>> FindAsync(
        Database database,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        if (ids.Count == 0)
            return [];
        var args = new { ids = ids.ToArray() };
        var accounts = (
            await database.QueryAsync<StoredAccount>(
                $"select {StoredAccount.Columns} from account where id = any(@ids)",
                args,
                ct
            )
        ).ToDictionary(row => row.Id);
        var externalIds = (await database.QueryAsync<StoredExternalId>(ReadExternalIds, args, ct)).ToLookup(row =>
            row.AccountId
        );
        var owners = (await database.QueryAsync<StoredOwner>(ReadOwners, args, ct)).ToLookup(row => row.AccountId);
        return
        [
            .. ids.Where(accounts.ContainsKey)
                .Select(id => Assemble(accounts[id].ToAccount(), externalIds[id], owners[id])),
        ];
    }

    public static async Task<IReadOnlyDictionary<Guid, AccountDetails>> WithDetailsAsync(
        UnitOfWork work,
        IReadOnlyCollection<Account> accounts
    )
    {
        var args = new { ids = accounts.Select(account => account.Id).ToArray() };
        var externalIds = (await work.QueryAsync<StoredExternalId>(ReadExternalIds, args)).ToLookup(row =>
            row.AccountId
        );
        var owners = (await work.QueryAsync<StoredOwner>(ReadOwners, args)).ToLookup(row => row.AccountId);
        return accounts.ToDictionary(
            account => account.Id,
            account => Assemble(account, externalIds[account.Id], owners[account.Id])
        );
    }

    private static AccountDetails Assemble(
        Account account,
        IEnumerable<StoredExternalId> externalIds,
        IEnumerable<StoredOwner> owners
    ) =>
        new(
            account,
            [.. externalIds.Select(row => new ExternalId(row.Source, row.ExternalId))],
            owners.ToDictionary(row => row.Role, row => row.PersonId, StringComparer.Ordinal)
        );

    private const string ReadExternalIds =
        "select account_id, source, external_id from account_external_id where account_id = any(@ids) order by "
        + "source, external_id";

    private const string ReadOwners =
        "select account_id, role, person_id from account_owner where account_id = any(@ids) and upper_inf(period)";

    private sealed class StoredExternalId
    {
        public Guid AccountId { get; init; }
        public string Source { get; init; } = "";
        public string ExternalId { get; init; } = "";
    }

    private sealed class StoredOwner
    {
        public Guid AccountId { get; init; }
        public string Role { get; init; } = "";
        public string PersonId { get; init; } = "";
    }
}
