using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>Accounts form trees: none is its own ancestor.</summary>
internal static class AccountParents
{
    public static Task<bool> WouldLoopAsync(UnitOfWork work, Guid account, Guid parent) =>
        work.ScalarAsync<bool>(IsBelow, new { account, parent });

    // `union` rather than `union all`: it ends even if the data had a loop.
    private const string IsBelow = """
        with recursive above (id) as (
            select @parent::uuid
            union
            select account.parent_id from account join above on account.id = above.id
                where account.parent_id is not null
        )
        select exists (select 1 from above where id = @account)
        """;
}
