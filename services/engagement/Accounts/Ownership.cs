using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Accounts;

/// <summary>A CSM changes only the accounts that they own, in any owner role; <see cref="Caller.WritesAllAccounts"/>
/// says which roles are not restricted.</summary>
public sealed class Ownership(Database database)
{
    /// <exception cref="ProblemException">403.</exception>
    public async Task RequireAsync(Caller caller, Guid? accountId, CancellationToken ct)
    {
        if (caller.WritesAllAccounts)
            return;
        if (
            accountId is { } id
            && caller.Is(Roles.Csm)
            && await database.ScalarAsync<bool>(Owns, new { Account = id, caller.Id }, ct)
        )
            return;
        throw Problem
            .Forbidden(
                $"{caller.Id} ({caller.Role}) is no owner of "
                    + $"{(accountId is null ? "all accounts" : $"account {accountId}")}; ask its owner or a manager."
            )
            .ToException();
    }

    /// <summary>For what concerns every customer, such as a wave.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public static void RequireAll(Caller caller)
    {
        if (!caller.WritesAllAccounts)
            throw Problem
                .Forbidden(
                    $"{caller.Id} ({caller.Role}) may not change what concerns all customers; ask a manager or "
                        + $"operations."
                )
                .ToException();
    }

    private const string Owns =
        "select exists (select from account_copy, jsonb_each_text(owners) where account_id = @Account and value = @Id)";
}
