using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Subscriptions;

/// <summary>
/// Closes the books of accounts for which the day brought something: a movement recorded for the future takes effect, a
/// contract term is past, or a rate was corrected. What an account is worth is then told anew.
/// </summary>
public sealed class RefreshAccountBooks(Database database, AccountBookRepository books) : IScheduledJob
{
    private const int Batch = 200;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        while (true)
        {
            await using var work = await database.BeginAsync(ct);
            var ids = await work.QueryAsync<Guid>(Due, new { today, Batch });
            if (ids.Count == 0)
                return;
            var locked = await books.LockAsync(work, ids);
            await books.SaveAsync(work, locked.Values, await books.RatesAsync(work));
            await work.ExecuteAsync(Done, new { ids = ids.ToArray(), today });
            await work.CommitAsync();
            if (ids.Count < Batch)
                return;
        }
    }

    private const string Due = """
        select account_id from (
            select a.account_id from account_revenue a
            where a.as_of < @today
              and (a.next_contract_end < @today
                   or exists (select from movement m
                       where m.account_id = a.account_id and m.effective_on > a.as_of and m.effective_on <= @today))
            union
            select account_id from book_refresh) due
        order by account_id limit @Batch
        """;

    private const string Done = """
        with refreshed as (delete from book_refresh where account_id = any(@ids))
        update account_revenue set as_of = @today where account_id = any(@ids)
        """;
}
