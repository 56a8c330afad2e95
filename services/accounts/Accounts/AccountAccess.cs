using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>A CSM writes to accounts they own, in whatever role; managers, operations, services and partners with the scope to all.</summary>
public static class AccountAccess
{
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">403 where the caller may not change the account.</exception>
    public static async Task RequireWriteAsync(Work work, Caller caller, Guid accountId)
    {
        if (caller.WritesAllAccounts) return;
        var owns = await work.ScalarAsync<bool>(Owns, new { accountId, caller.Id });
        if (!owns) throw AccountProblems.NotYours(accountId).ToException();
    }

    /// <summary>Everyone inside reads everything, except what is marked confidential: that is for the account's owners and leadership. No key of a partner reads it.</summary>
    public static async Task<bool> ReadsConfidentialAsync(Database database, Caller caller, Guid accountId, CancellationToken ct) =>
        caller.Role is Roles.Manager or Roles.Executive or Roles.Ops || (caller.Is(Roles.Csm) && await database.ScalarAsync<bool>(Owns, new { accountId, caller.Id }, ct));

    private const string Owns = "select exists (select 1 from account_owner where account_id = @accountId and person_id = @Id and upper_inf(period))";
}
