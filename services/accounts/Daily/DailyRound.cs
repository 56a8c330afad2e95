using System.Diagnostics;
using Platform.Accounts.Accounts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Portfolio;
using Platform.Accounts.Segments;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Daily;

/// <summary>What time alone changes: where the book's top lies, priorities (renewals come near, overrides end),
/// segments with <c>within N days</c>, coverage that decays.</summary>
internal sealed class DailyRound(
    Database database,
    AccountWriter accounts,
    SegmentMembership segments,
    CoverageStore coverage,
    KeepProbabilities keep,
    RenewalCalls calls,
    RequestContext context
)
{
    /// <summary>Small, and after each a rest of so many times its time: nobody's page is to wait for what has the whole
    /// night, nor for what follows from it in all services.</summary>
    private const int PageSize = 200;
    private const int Rest = 8;

    /// <summary>Does the round if it is due and no other replica is at it: once a day, and again when the book is
    /// another one than it was (an import), so that nobody is at the top of a book that is gone. Gives whether it
    /// did.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var alone = await database.BeginAsync(ct);
        if (!await alone.TryLockAsync("accounts.daily-round"))
            return false;
        var today = await segments.TodayAsync(alone);
        if (!await alone.ScalarAsync<bool>(IsDue, new { today }))
            return false;

        var paying = await database.ScalarAsync<int>(
            TakeQuantiles,
            new
            {
                BookQuantiles.Top,
                BookQuantiles.Middle,
                context.Now,
            },
            ct
        );
        for (var after = Guid.Empty; ; )
        {
            var began = Stopwatch.GetTimestamp();
            if (await RefreshAsync(after, ct) is not { } last)
                break;
            after = last;
            await Task.Delay(Rest * Stopwatch.GetElapsedTime(began), ct);
        }
        await alone.ExecuteAsync(
            Done,
            new
            {
                today,
                context.Now,
                paying,
            }
        );
        await alone.CommitAsync();
        return true;
    }

    /// <returns>The page's last account; null where there is no more.</returns>
    private async Task<Guid?> RefreshAsync(Guid after, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var ids = (
            await work.QueryAsync<Guid>(
                $"select id from account where merged_into is null and id > @after order by id limit {PageSize}",
                new { after }
            )
        ).ToArray();
        if (ids.Length == 0)
            return null;
        var page = await AccountReader.LockAsync(work, ids);
        await coverage.RefreshAsync(work, ids);
        await keep.RefreshAsync(work, ids);
        await calls.RefreshAsync(work, ids);
        await accounts.SaveAsync(work, [.. page.Values.Select(account => new AccountChange(account, account, []))]);
        await segments.EvaluateAsync(work, ids);
        await work.CommitAsync();
        return ids[^1];
    }

    private const string Paying = "from portfolio_entry where arr > 0 and not merged and lifecycle <> 'churned'";

    /// <summary>Not done today; or done for another book: more than a tenth of the accounts that pay came or went
    /// since.</summary>
    private const string IsDue =
        $"select coalesce((select 10 * abs((select count(*) {Paying}) - paying) > paying from daily_round where "
        + $"day = @today), true)";

    private const string TakeQuantiles = $"""
        update book_quantile set top_arr = coalesce(book.top, 0), mid_arr = coalesce(book.middle, 0), taken_at = @Now
        from (select percentile_disc(@Top) within group (order by arr) as top,
            percentile_disc(@Middle) within group (order by arr) as middle, count(*)::int as paying {Paying}) as book
        returning book.paying
        """;

    private const string Done = """
        insert into daily_round (day, done_at, paying) values (@today, @Now, @paying)
        on conflict (day) do update set done_at = excluded.done_at, paying = excluded.paying
        """;
}
