using Microsoft.Extensions.Options;
using Platform.HealthScoring.Ingestion;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Time alone changes scores: once per business day all accounts are marked, after whatever happened. The day's row makes one replica do it, and the marks
/// spread the work over all of them. Drops raw partitions past their retention on the way.
/// </summary>
public sealed partial class RescoreDaily(
    Database database, BusinessCalendar calendar, ScoringSignal signal, UsagePartitions partitions, ScoreBook book, IOptions<UsageOptions> usage, ILogger<RescoreDaily> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await MarkAsync(stoppingToken))
                {
                    await MarkMovedAsync(stoppingToken);
                    await DropOldPartitionsAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True where this replica was the one to begin the day.</summary>
    public async Task<bool> MarkAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        if (await database.ScalarAsync<bool>("select exists (select from daily_rescoring where day = @today)", new { today }, ct)) return false;
        if (!await database.ScalarAsync<bool>(MarkAll, new { today }, ct)) return false;
        signal.Set();
        return true;
    }

    /// <summary>Whose score time has moved comes before everybody else: the whole book is gone through in seconds, while writing it all takes minutes.</summary>
    private async Task MarkMovedAsync(CancellationToken ct)
    {
        await foreach (var scores in book.ReadAsync(calendar.Today, ct))
        {
            var moved = scores.Where(s => s.Moved).Select(s => s.AccountId).ToArray();
            if (moved.Length > 0) await database.ExecuteAsync("insert into dirty_account (account_id) select unnest(@moved)", new { moved }, ct);
        }
        signal.Set();
    }

    private async Task DropOldPartitionsAsync(CancellationToken ct)
    {
        if (usage.Value.RawRetentionDays <= 0) return;
        var dropped = await partitions.DropBeforeAsync(calendar.Today.AddDays(-usage.Value.RawRetentionDays), ct);
        if (dropped > 0) LogDropped(dropped);
    }

    /// <summary>Who loses the race for the day's row marks nothing. Answers whether this one won.</summary>
    private const string MarkAll = """
        with begun as (
            insert into daily_rescoring (day, accounts) select @today, count(*) from account
            on conflict do nothing
            returning day
        ), marked as (
            insert into dirty_account (account_id, priority) select account_id, 1 from account, begun order by account_id
        )
        select exists (select from begun)
        """;

    [LoggerMessage(Level = LogLevel.Error, Message = "Marking all accounts for the day failed; again soon")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Count} raw partitions past their retention")]
    private partial void LogDropped(int count);
}
