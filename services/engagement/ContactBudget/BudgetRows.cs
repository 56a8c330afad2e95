using Platform.ServiceKit.Data;

namespace Platform.Engagement.ContactBudget;

/// <summary>What is known of the people and accounts of some touches, read under their locks.</summary>
internal sealed class BudgetRows
{
    public required IReadOnlyDictionary<string, Recipient> People { get; init; }
    public required IReadOnlyDictionary<Guid, string?> Countries { get; init; }
    public required IReadOnlyDictionary<Guid, decimal> RenewalArr { get; init; }
    public required ILookup<Guid, OptOut> OptOuts { get; init; }
    public required IReadOnlyList<Touch> Touches { get; init; }

    /// <summary>What became of the touches before, by their effect keys.</summary>
    public required Dictionary<string, Touch> ByEffectKey { get; init; }

    /// <summary>
    /// Locks the people in the order of their addresses and then the accounts in the order of their ids, and reads what
    /// counts for them. One order for everybody: two that want the same rows never wait for each other in a circle, as
    /// long as a transaction asks once for all of its touches.
    /// </summary>
    /// <param name="effectKeys">Touches that are perhaps asked for again; their accounts are locked too.</param>
    /// <param name="since">Touches before it no longer count.</param>
    public static async Task<BudgetRows> LockAsync(
        UnitOfWork work,
        IReadOnlyCollection<string> emails,
        IReadOnlyCollection<Guid> accounts,
        IReadOnlyCollection<string> effectKeys,
        DateTimeOffset since,
        DateTimeOffset now
    )
    {
        var args = new
        {
            Emails = emails.ToArray(),
            Accounts = accounts.ToArray(),
            Keys = effectKeys.ToArray(),
            Since = since,
            Now = now,
        };
        // One round trip; each statement sees what was committed before its locks were granted.
        using var rows = await work.QueryMultipleAsync(Lock, args);
        var people = (await rows.ReadAsync<Recipient>()).ToDictionary(row => row.Email, StringComparer.Ordinal);
        _ = await rows.ReadAsync<Guid>();
        var touches = (await rows.ReadAsync<Touch>()).ToList();
        var optOuts = (await rows.ReadAsync<OptOut>()).ToLookup(row => row.RecipientId);
        var known = (await rows.ReadAsync<AccountRow>()).ToDictionary(row => row.AccountId);
        var again = (await rows.ReadAsync<Touch>()).ToDictionary(touch => touch.EffectKey, StringComparer.Ordinal);
        return new BudgetRows
        {
            ByEffectKey = again,
            People = people,
            Touches = touches,
            OptOuts = optOuts,
            Countries = known.ToDictionary(row => row.Key, row => row.Value.Country),
            RenewalArr = known.ToDictionary(row => row.Key, row => row.Value.RenewalArr),
        };
    }

    /// <summary>What counts for the people and accounts at this moment, without waiting for anybody.</summary>
    public static Task<IReadOnlyList<Touch>> ReadTouchesAsync(
        UnitOfWork work,
        IReadOnlyCollection<Guid> people,
        IReadOnlyCollection<Guid> accounts,
        DateTimeOffset since
    ) =>
        work.QueryAsync<Touch>(
            $"{OfPeople} union {OfAccounts}",
            new
            {
                People = people.ToArray(),
                Accounts = accounts.ToArray(),
                Since = since,
            }
        );

    private sealed class AccountRow
    {
        public Guid AccountId { get; init; }
        public string? Country { get; init; }
        public decimal RenewalArr { get; init; }
    }

    private const string OfPeople =
        $"select {Touch.Columns} from touch where recipient_id = any(@People) and at > @Since "
        + "and state in ('reserved', 'sent')";

    private const string OfAccounts =
        $"select {Touch.Columns} from touch where account_id = any(@Accounts) and at > @Since "
        + "and state in ('reserved', 'sent')";

    // The account of a touch that is asked for again is the one that it was asked for first.
    private const string AllAccounts = """
        select a from unnest(@Accounts) as t (a)
        union
        select account_id from touch where effect_key = any(@Keys) and account_id is not null
        """;

    private const string Lock = $"""
        insert into recipient (id, email, created_at)
            select gen_random_uuid(), e, @Now from unnest(@Emails) as t (e) order by e on conflict (email) do nothing;
        insert into account_budget (account_id)
            select a from ({AllAccounts}) as t (a) order by a on conflict (account_id) do nothing;
        select {Recipient.Columns} from recipient where email = any(@Emails) order by email for update;
        select account_id from account_budget where account_id in ({AllAccounts}) order by account_id for update;
        select {Touch.Columns} from touch
            where recipient_id in (select id from recipient where email = any(@Emails)) and at > @Since
                and state in ('reserved', 'sent')
        union
        select {Touch.Columns} from touch
            where account_id in ({AllAccounts}) and at > @Since and state in ('reserved', 'sent');
        select o.recipient_id, o.topic, o.channel from opt_out o join recipient r on r.id = o.recipient_id
            where r.email = any(@Emails);
        select a.account_id, a.country,
               coalesce((select sum(r.arr_due) from account_renewal r
                   where r.account_id = a.account_id and not r.closed), 0) as renewal_arr
            from account_copy a where a.account_id in ({AllAccounts});
        select {Touch.Columns} from touch where effect_key = any(@Keys);
        """;
}
