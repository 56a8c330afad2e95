using Platform.ServiceKit.Data;
using Platform.ServiceKit.Hosting;

namespace Platform.HealthScoring.Usage;

/// <summary>
/// Once a business day packs each account's window through the day before yesterday: by then hardly an event of those days is still to come. The replicas pass the work on chunk by chunk, so any of
/// them may be killed.
/// </summary>
public sealed class PackDaily(Database database, UsageCalendar calendar, ILogger<PackDaily> logger) : RepeatedWork(TimeSpan.FromSeconds(20), logger)
{
    private const int Chunk = 500;
    private const int DaysBack = 2;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await NextChunkAsync(ct))
        {
        }
    }

    /// <summary>False where the day is done, or another replica is at it.</summary>
    public async Task<bool> NextChunkAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("insert into daily_packing (day) values (@today) on conflict do nothing", new { today });
        if (await work.ScalarAsync<Guid?>("select last_account from daily_packing where day = @today and not done for update skip locked", new { today }) is not { } last)
        {
            await work.CommitAsync();
            return false;
        }
        var accounts = (await work.QueryAsync<Guid>("select account_id from account where account_id > @last order by account_id limit @Chunk", new { last, Chunk })).ToArray();
        if (accounts.Length > 0) await PackedWindows.PackAsync(work, accounts, today.AddDays(-DaysBack), ct);
        await work.ExecuteAsync("update daily_packing set last_account = @Last, done = @Done where day = @today", new { today, Last = accounts.Length == 0 ? last : accounts[^1], Done = accounts.Length < Chunk });
        await work.CommitAsync();
        return accounts.Length == Chunk;
    }
}
