using System.Collections.Concurrent;
using System.Text;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Numbers an account's product users from 1, densely, in the order in which they first appear. New numbers are given
/// under the lock of the account's row and remembered in memory only after the
/// commit; a number never changes.
/// </summary>
public sealed class ProductUsers
{
    private const int MostRemembered = 4_000_000;
    private const int AccountsAtOnce = 2_000;

    private readonly ConcurrentDictionary<Guid, AccountUsers> _known = new();
    private int _remembered;

    public bool TryGet(Guid account, byte[] user, out int number)
    {
        number = 0;
        return _known.TryGetValue(account, out var users) && users.TryGet(user, out number);
    }

    public void Remember(IReadOnlyCollection<KeyValuePair<(Guid Account, byte[] User), int>> committed)
    {
        var added = 0;
        foreach (var users in committed.GroupBy(c => c.Key.Account))
            added += _known
                .GetOrAdd(users.Key, _ => new AccountUsers())
                .Add([.. users.Select(u => KeyValuePair.Create(u.Key.User, u.Value))]);
        if (Interlocked.Add(ref _remembered, added) <= MostRemembered)
            return;
        // What is forgotten is read again.
        _known.Clear();
        Interlocked.Exchange(ref _remembered, 0);
    }

    /// <summary>Numbers for actors that are not in memory; inserts those the database does not have either. Call it
    /// before the transaction has numbered anybody.</summary>
    public async Task<Dictionary<(Guid Account, byte[] User), int>> NumberAsync(
        UnitOfWork work,
        IReadOnlyCollection<(Guid Account, byte[] User)> actors
    )
    {
        await RecallAsync(work, actors);
        var numbers = new Dictionary<(Guid, byte[]), int>(ActorComparer.Instance);
        foreach (var actor in actors)
            if (TryGet(actor.Account, actor.User, out var number))
                numbers[actor] = number;
        var missing = actors.Where(a => !numbers.ContainsKey(a)).ToList();
        if (missing.Count == 0)
            return numbers;
        await FindAsync(work, missing, numbers);
        missing.RemoveAll(numbers.ContainsKey);
        if (missing.Count == 0)
            return numbers;

        var accounts = missing.Select(m => m.Account).Distinct().Order().ToArray();
        await work.ExecuteAsync(EnsureAccounts, new { Accounts = accounts });
        var counts = (await work.QueryAsync<CountRow>(LockAccounts, new { Accounts = accounts })).ToDictionary(
            r => r.AccountId,
            r => r.UserCount
        );
        await FindAsync(work, missing, numbers); // Another replica may have numbered some before we had the lock.
        var fresh = new List<(Guid Account, byte[] User, int Number)>();
        foreach (var actor in missing)
        {
            if (numbers.ContainsKey(actor))
                continue;
            var number = ++counts[actor.Account];
            numbers[actor] = number;
            fresh.Add((actor.Account, actor.User, number));
        }
        await work.ExecuteAsync(
            Insert,
            new
            {
                Accounts = fresh.Select(f => f.Account).ToArray(),
                Numbers = fresh.Select(f => f.Number).ToArray(),
                Users = fresh.Select(f => Encoding.UTF8.GetString(f.User)).ToArray(),
            }
        );
        return numbers;
    }

    /// <summary>Of accounts with few users all of them, whoever is asked for: the others will come soon, and one after
    /// another they cost twenty times as much.</summary>
    private async Task RecallAsync(UnitOfWork work, IReadOnlyCollection<(Guid Account, byte[] User)> actors)
    {
        foreach (var accounts in actors.Select(a => a.Account).Distinct().Chunk(AccountsAtOnce))
        {
            // Others have committed them: this transaction has numbered nobody yet.
            var rows = await work.QueryAsync<UserRow>(FindAllOf, new { accounts, AccountUsers.Few });
            Remember([
                .. rows.Select(r => KeyValuePair.Create((r.AccountId, Encoding.UTF8.GetBytes(r.UserId)), r.Number)),
            ]);
        }
    }

    private static async Task FindAsync(
        UnitOfWork work,
        IReadOnlyCollection<(Guid Account, byte[] User)> actors,
        Dictionary<(Guid, byte[]), int> numbers
    )
    {
        var rows = await work.QueryAsync<UserRow>(
            Find,
            new
            {
                Accounts = actors.Select(a => a.Account).ToArray(),
                Users = actors.Select(a => Encoding.UTF8.GetString(a.User)).ToArray(),
            }
        );
        foreach (var row in rows)
            numbers[(row.AccountId, Encoding.UTF8.GetBytes(row.UserId))] = row.Number;
    }

    private sealed class UserRow
    {
        public Guid AccountId { get; init; }
        public string UserId { get; init; } = "";
        public int Number { get; init; }
    }

    private sealed class CountRow
    {
        public Guid AccountId { get; init; }
        public int UserCount { get; init; }
    }

    private const string Find = """
        select u.account_id, u.user_id, u.number
        from unnest(@Accounts, @Users) as asked (account_id, user_id)
        join product_user u using (account_id, user_id)
        """;

    private const string FindAllOf = """
        select u.account_id, u.user_id, u.number
        from unnest(@accounts) as asked (account_id)
        join account a on a.account_id = asked.account_id and a.user_count between 1 and @Few
        join product_user u on u.account_id = a.account_id
        """;

    private const string EnsureAccounts =
        "insert into account (account_id) select unnest(@Accounts) on conflict do nothing";

    private const string LockAccounts =
        "select account_id, user_count from account where account_id = any(@Accounts) order by account_id for update";

    private const string Insert = """
        with added as (
            insert into product_user (account_id, number, user_id)
            select * from unnest(@Accounts, @Numbers, @Users)
            returning account_id, number
        )
        update account a set user_count = m.number
        from (select account_id, max(number) as number from added group by account_id) m
        where a.account_id = m.account_id
        """;

    internal sealed class ActorComparer : IEqualityComparer<(Guid Account, byte[] User)>
    {
        public static readonly ActorComparer Instance = new();

        public bool Equals((Guid Account, byte[] User) x, (Guid Account, byte[] User) y) =>
            x.Account == y.Account && x.User.AsSpan().SequenceEqual(y.User);

        public int GetHashCode((Guid Account, byte[] User) obj) =>
            HashCode.Combine(obj.Account, Utf8Comparer.Instance.GetHashCode(obj.User));
    }
}
