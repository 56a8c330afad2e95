using Microsoft.Extensions.Options;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Opens the renewals whose contract end came within a year by the passing of time alone.</summary>
public sealed class OpenRenewals(
    Database database,
    AccountBookRepository books,
    RenewalOpener opener,
    IOptions<RenewalOptions> options
) : IScheduledJob
{
    private const int Batch = 200;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            await using var work = await database.BeginAsync(ct);
            var ids = await work.QueryAsync<Guid>(
                Due,
                new
                {
                    today,
                    Horizon = today.AddMonths(options.Value.OpenMonthsBefore),
                    after,
                    Batch,
                }
            );
            if (ids.Count == 0)
                return;
            after = ids[^1];
            var locked = await books.LockAsync(work, ids);
            await opener.SyncAsync(work, locked.Values, await books.RatesAsync(work), today, books.ReportingCurrency);
            await work.CommitAsync();
        }
    }

    private const string Due = """
        select distinct s.account_id from subscription s
        where s.status = 'active' and (not s.trial or s.trial_ends_on is not null)
          and coalesce(s.term_ends_on, s.ends_on) between @today and @Horizon and s.account_id > @after
          and not exists (select from renewal r where r.account_id = s.account_id and r.contract_id is not distinct
              from s.contract_id
                          and r.ends_on = coalesce(s.term_ends_on, s.ends_on))
        order by s.account_id limit @Batch
        """;
}
