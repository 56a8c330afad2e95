using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Rounds;

/// <summary>
/// A round goes over the whole book once a business day, and follows the book as it comes in: accounts whose past
/// arrived after the round had passed them are marked and looked at again, so that a round of the morning does not
/// count as done for a book that was imported at noon. An account whose past is still arriving is left alone until it
/// is there (<see cref="Scores.BackfillDebounce"/>): half of a past looks like a customer who left.
/// </summary>
internal static class BookRound
{
    /// <summary>Power users and thresholds of use.</summary>
    public const string Watch = "daily_watch";

    /// <summary>Packed windows.</summary>
    public const string Packing = "daily_packing";

    /// <summary>
    /// The next accounts: those marked, and the day's next. Null where another replica is at it: the lock goes with the
    /// transaction, which has to be committed for the accounts to count as done.
    /// </summary>
    public static async Task<RoundStep?> NextAsync(UnitOfWork work, string round, DateOnly today, int most)
    {
        if (!await work.TryLockAsync($"scoring.round:{round}"))
            return null;
        var marked = await work.QueryAsync<Guid>(TakeMarks, new { round, most });
        var (next, isMore) = await NextOfBookAsync(work, round, today, most);
        return new RoundStep([.. marked.Concat(next).Distinct().Order()], isMore || marked.Count == most);
    }

    private static async Task<(Guid[] Accounts, bool IsMore)> NextOfBookAsync(
        UnitOfWork work,
        string round,
        DateOnly today,
        int most
    )
    {
        var last = await work.ScalarAsync<Guid?>(
            $"""
            insert into {round} as r (day) values (@today)
            on conflict (day) do update set day = excluded.day where not r.done returning last_account
            """,
            new { today }
        );
        if (last is null)
            return ([], false);
        var accounts = (await work.QueryAsync<Guid>(NextOfBook, new { last, most })).ToArray();
        var isMore = accounts.Length == most;
        await work.ExecuteAsync(
            $"update {round} set last_account = @Last, done = @Done where day = @today",
            new
            {
                today,
                Last = isMore ? accounts[^1] : last,
                Done = !isMore,
            }
        );
        // Those whose past is still arriving come when it is there.
        var held = await work.QueryAsync<Guid>(FindHeld, new { accounts });
        await MarkAsync(work, round, held, settleSeconds: 0);
        return ([.. accounts.Except(held)], isMore);
    }

    /// <summary>
    /// Has the accounts looked at again. Marks are only appended, so that marking waits for no round at work.
    /// </summary>
    /// <param name="settleSeconds">Not before so long from now: more of the same mostly follows.</param>
    public static Task<int> MarkAsync(
        UnitOfWork work,
        string round,
        IReadOnlyCollection<Guid> accounts,
        int settleSeconds
    ) =>
        accounts.Count == 0
            ? Task.FromResult(0)
            : work.ExecuteAsync(
                Insert,
                new
                {
                    round,
                    Accounts = accounts.ToArray(),
                    settleSeconds,
                }
            );

    private const string FindHeld = """
        select account_id from dirty_account where account_id = any(@accounts) and held_until > now()
        """;

    private const string NextOfBook = """
        select account_id from account where account_id > @last order by account_id limit @most
        """;

    // What has come due of an account goes together; what is not due yet may be of an aggregation that has not
    // committed.
    private const string TakeMarks = """
        with due as (
            select account_id from round_mark m
            where round = @round and due_at <= now()
              and not exists (select from dirty_account h where h.account_id = m.account_id and h.held_until > now())
            group by account_id order by min(seq) limit @most),
        gone as (
            delete from round_mark m using due
                where m.account_id = due.account_id and m.round = @round and m.due_at <= now())
        select account_id from due
        """;

    // A mark that comes due soon does not count: its round might look before this transaction has committed.
    private const string Insert = """
        insert into round_mark (round, account_id, due_at)
        select @round, id, clock_timestamp() + make_interval(secs => @settleSeconds) from unnest(@Accounts) as id
        where not exists (
            select from round_mark m
            where m.round = @round and m.account_id = id
                and m.due_at > clock_timestamp() + make_interval(secs => @settleSeconds / 2.0))
        """;
}
