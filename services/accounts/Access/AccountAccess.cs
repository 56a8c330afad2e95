using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Access;

/// <summary>A CSM writes to accounts they own, in whatever role; managers, operations, services and partners with the
/// scope to all.</summary>
public static class AccountAccess
{
    /// <summary>For lists about an account: an unknown one is told, not answered with an empty list.</summary>
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">404 where there is none.</exception>
    public static async Task RequireKnownAsync(Database database, Guid accountId, CancellationToken ct)
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select 1 from account where id = @accountId)",
                new { accountId },
                ct
            )
        )
            throw AccountProblems.NotFound(accountId).ToException();
    }

    /// <exception cref="Platform.ServiceKit.Http.ProblemException">403 where the caller may not change the
    /// account.</exception>
    public static async Task RequireWriteAsync(UnitOfWork work, Caller caller, Guid accountId)
    {
        if (caller.WritesAllAccounts)
            return;
        var owns = await work.ScalarAsync<bool>(Owns, new { accountId, caller.Id });
        if (!owns)
            throw AccountProblems.NotYours(accountId).ToException();
    }

    /// <summary>Everyone inside reads everything, except what is marked confidential: that is for the account's owners
    /// and leadership. No key of a partner reads it.</summary>
    public static async Task<bool> ReadsConfidentialAsync(
        Database database,
        Caller caller,
        Guid accountId,
        CancellationToken ct
    ) =>
        caller.Role is Roles.Manager or Roles.Executive or Roles.Ops
        || (caller.Is(Roles.Csm) && await database.ScalarAsync<bool>(Owns, new { accountId, caller.Id }, ct));

    private const string Owns =
        "select exists (select 1 from account_owner where account_id = @accountId and person_id = @Id and "
        + "upper_inf(period))";
}
