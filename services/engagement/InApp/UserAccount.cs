using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>The account of a user, by whatever name the product has for it.</summary>
internal static class UserAccount
{
    /// <summary>The account that there is now: what was merged is found under what it was merged into.</summary>
    public const string Find = """
        select coalesce(m.merged_into, m.account_id) from account_copy m
        where m.account_id = coalesce(@AccountId, (select x.account_id from account_external_id x
            where x.source = @Source and x.external_id = @ExternalId))
        """;

    /// <returns>The account and those merged into it, the account first; empty where it is not known.</returns>
    public static async Task<IReadOnlyList<Guid>> AllOfAsync(UnitOfWork work, UserIdentity user)
    {
        var found = await work.ScalarAsync<Guid?>(
            Find,
            new
            {
                user.AccountId,
                user.Source,
                user.ExternalId,
            }
        );
        return found is { } accountId
            ?
            [
                accountId,
                .. await work.QueryAsync<Guid>(
                    "select account_id from account_copy where merged_into = @accountId",
                    new { accountId }
                ),
            ]
            : [];
    }
}
