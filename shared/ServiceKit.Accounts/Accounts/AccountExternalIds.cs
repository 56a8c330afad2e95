using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Accounts;

/// <summary>What other systems call an account. Needs the table <c>account_external_id</c> (<c>source, external_id,
/// account_id</c>; the first two are its key).</summary>
public static class AccountExternalIds
{
    /// <summary>Keeps just these for the account.</summary>
    /// <param name="belongTo">The account that they name from now on; another where this one was merged.</param>
    public static Task KeepAsync(UnitOfWork work, Guid accountId, AccountSnapshot account, Guid? belongTo = null) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                AccountId = accountId,
                BelongTo = belongTo ?? accountId,
                Sources = account.ExternalIds.Select(e => e.Source).ToArray(),
                ExternalIds = account.ExternalIds.Select(e => e.Id).ToArray(),
            }
        );

    // In key order, so that two accounts that swap ids never wait for each other in a circle.
    private const string Keep = """
        with gone as (
            delete from account_external_id
            where account_id = @AccountId and (source, external_id) not in (select *
                from unnest(@Sources, @ExternalIds))
        )
        insert into account_external_id (source, external_id, account_id)
        select source, external_id, @BelongTo from unnest(@Sources, @ExternalIds) as t (source, external_id)
        order by source, external_id
        on conflict (source, external_id) do update set account_id = excluded.account_id
        """;
}
