using Microsoft.Extensions.Options;
using Platform.HealthScoring.Ingestion;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Time alone changes scores: once per business day the whole book is gone through, and every account is marked to be
/// scored: those whose score has moved like those to which something happened, the others
/// after them. A chunk is read, marked and counted as done in one transaction, so the stream goes on wherever a replica
/// was killed, and the marks spread the work over all of them. Drops raw partitions past
/// their retention on the way.
/// </summary>
public sealed partial class RescoreDaily(
    Database database,
    UsageCalendar calendar,
    ScoringSignal signal,
    UsagePartitions partitions,
    ScoreReadModel book,
    IOptions<UsageOptions> usage,
    ILogger<RescoreDaily> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(20), logger)
{
    private enum Progress
    {
        NothingToDo,
        More,
        Finished,
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await NextChunkAsync(ct) is var progress and not Progress.NothingToDo)
            if (progress == Progress.Finished)
                await DropOldPartitionsAsync(ct);
    }

    /// <summary>Nothing to do: the day is done, or another replica is at it.</summary>
    private async Task<Progress> NextChunkAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            "insert into daily_rescoring (day) values (@today) on conflict do nothing",
            new { today }
        );
        if (
            await work.ScalarAsync<Guid?>(
                "select last_account from daily_rescoring where day = @today and not done for update skip locked",
                new { today }
            )
            is not { } last
        )
        {
            await work.CommitAsync();
            return Progress.NothingToDo;
        }
        var scores = await book.ReadAsync(work.Connection, today, last, ScoreReadModel.Chunk, ct);
        var done = scores.Length < ScoreReadModel.Chunk;
        await work.ExecuteAsync(
            Mark,
            new
            {
                Accounts = Array.ConvertAll(scores, s => s.AccountId),
                Priorities = Array.ConvertAll(scores, s => s.Moved ? (short)0 : (short)1),
            }
        );
        await work.ExecuteAsync(
            Advance,
            new
            {
                today,
                Last = scores.Length == 0 ? last : scores[^1].AccountId,
                Count = scores.Length,
                Done = done,
            }
        );
        await work.CommitAsync();
        signal.Set();
        return done ? Progress.Finished : Progress.More;
    }

    private async Task DropOldPartitionsAsync(CancellationToken ct)
    {
        if (usage.Value.RawRetentionDays <= 0)
            return;
        var dropped = await partitions.DropBeforeAsync(calendar.Today.AddDays(-usage.Value.RawRetentionDays), ct);
        if (dropped > 0)
            LogDropped(dropped);
    }

    private const string Mark =
        "insert into dirty_account (account_id, priority) select * from unnest(@Accounts, @Priorities)";

    private const string Advance =
        "update daily_rescoring set last_account = @Last, accounts = accounts + @Count, done = @Done where day = "
        + "@today";

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Count} raw partitions past their retention")]
    private partial void LogDropped(int count);
}
