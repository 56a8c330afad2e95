using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Accounts;

/// <summary>A CSM changes only the accounts that they own, in any owner role; managers and operations change
/// all.</summary>
public sealed class Ownership(Database database)
{
    /// <exception cref="ProblemException">403.</exception>
    public async Task RequireAsync(Caller caller, Guid accountId, CancellationToken ct)
    {
        if (caller.WritesAllAccounts)
            return;
        if (caller.Is(Roles.Csm) && await database.ScalarAsync<bool>(Owns, new { accountId, caller.Id }, ct))
            return;
        throw Problem
            .Forbidden($"{caller.Id} ({caller.Role}) is no owner of account {accountId}; ask its owner or a manager.")
            .ToException();
    }

    /// <summary>Those of the accounts that the caller may change, for calls with many rows: each row stands or falls by
    /// itself.</summary>
    public async Task<IReadOnlySet<Guid>> WritableAsync(
        Caller caller,
        IReadOnlyCollection<Guid> accountIds,
        CancellationToken ct
    )
    {
        if (caller.WritesAllAccounts)
            return accountIds.ToHashSet();
        if (!caller.Is(Roles.Csm))
            return new HashSet<Guid>();
        return (await database.QueryAsync<Guid>(Owned, new { Ids = accountIds.ToArray(), caller.Id }, ct)).ToHashSet();
    }

    private const string Owned = """
        select account_id from account_copy
        where account_id = any(@Ids) and exists (select from jsonb_each_text(owners) where value = @Id)
        """;

    private const string Owns =
        "select exists (select from account_copy, jsonb_each_text(owners) where account_id = @accountId and "
        + "value = @Id)";
}
