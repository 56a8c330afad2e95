using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Accounts;

/// <summary>Whether this service has heard of an account: routes below one answer 404 where it has not.</summary>
internal static class KnownAccounts
{
    public static Task<bool> HasAsync(Database database, Guid accountId, CancellationToken ct) =>
        database.ScalarAsync<bool>(
            "select exists (select from account where account_id = @accountId)",
            new { accountId },
            ct
        );
}
