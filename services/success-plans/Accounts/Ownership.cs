using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Accounts;

/// <summary>A CSM changes only the accounts that they own, in whichever role; who writes all accounts is told by the kit.</summary>
public sealed class Ownership(Database database)
{
    /// <exception cref="ProblemException">403.</exception>
    public async Task RequireAsync(Caller caller, Guid accountId, CancellationToken ct)
    {
        if (caller.WritesAllAccounts) return;
        if (caller.Is(Roles.Csm) && await database.ScalarAsync<bool>(Owns, new { accountId, caller.Id }, ct)) return;
        throw Problem.Forbidden($"{caller.Id} ({caller.Role}) is no owner of account {accountId}; ask its owner or a manager.").ToException();
    }

    private const string Owns = "select exists (select from account_copy, jsonb_each_text(owners) where account_id = @accountId and value = @Id)";
}
