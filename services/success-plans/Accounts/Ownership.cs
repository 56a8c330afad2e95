using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Accounts;

/// <summary>A CSM changes only the accounts that they own, in whichever role; who writes all accounts is told by the
/// kit.</summary>
public sealed class Ownership(Database database)
{
    /// <exception cref="ProblemException">403.</exception>
    public async Task RequireAsync(Caller caller, Guid accountId, CancellationToken ct)
    {
        if (caller.WritesAllAccounts)
            return;
        if (caller.Is(Roles.Csm) && await database.ScalarAsync<bool>(Owns, new { accountId, caller.Id }, ct))
            return;
        throw Refused(caller, accountId);
    }

    /// <summary>The same within a unit of work: a request that holds one connection and waits for a second can bring a
    /// pool to a stand.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public static async Task RequireAsync(UnitOfWork work, Caller caller, Guid accountId)
    {
        if (caller.WritesAllAccounts)
            return;
        if (caller.Is(Roles.Csm) && await work.ScalarAsync<bool>(Owns, new { accountId, caller.Id }))
            return;
        throw Refused(caller, accountId);
    }

    private static ProblemException Refused(Caller caller, Guid accountId) =>
        Problem
            .Forbidden($"{caller.Id} ({caller.Role}) is no owner of account {accountId}; ask its owner or a manager.")
            .ToException();

    private const string Owns =
        "select exists (select from account_copy, jsonb_each_text(owners) where account_id = @accountId and "
        + "value = @Id)";
}
