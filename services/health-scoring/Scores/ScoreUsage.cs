using Microsoft.Extensions.Options;
using Platform.HealthScoring.Rounds;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Adds stored usage to the rollups and scores the accounts concerned in the same transaction: an event is in the
/// rollups and in the score at once. Where scoring fails, the rollups must not wait
/// for it: then the accounts are marked, as for any other change. Accounts whose past is still arriving wait, see
/// <see cref="BackfillDebounce"/>.
/// </summary>
public sealed class ScoreUsage(
    Database database,
    ScoreAccounts scorer,
    UsageCalendar calendar,
    IOptions<ScoringOptions> options
)
{
    /// <summary>
    /// Single late events are of every day, and packing changes no answer: they wait so many times as long.
    /// </summary>
    private const int Patience = 12;

    private bool _scoringFailed;

    /// <summary>How many accounts; 0: nothing to do, or other replicas are at it.</summary>
    public async Task<int> NextAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var aggregated = await AggregateUsage.AggregateAsync(work, calendar.Today, ct);
        if (aggregated.Length == 0)
            return 0;
        var accounts = await BackfillDebounce.DebounceAsync(work, aggregated, options.Value);
        await MarkForRoundsAsync(work, aggregated);
        if (_scoringFailed)
            await work.ExecuteAsync(
                "insert into dirty_account (account_id) select unnest(@accounts)",
                new { accounts }
            );
        else if (accounts.Length > 0)
            await ScoreAsync(work, accounts, ct);
        await work.CommitAsync();
        _scoringFailed = false;
        return aggregated.Length;
    }

    /// <summary>
    /// Rounds that went over the days before today look again: soon where a past came in, else after a while.
    /// </summary>
    private async Task MarkForRoundsAsync(UnitOfWork work, AggregatedUse[] aggregated)
    {
        var settle = options.Value.RoundsSettleSeconds;
        Guid[] history = [.. aggregated.Where(f => f.IsHistory).Select(f => f.AccountId)];
        Guid[] late = [.. aggregated.Where(f => f is { IsHistory: false, IsLate: true }).Select(f => f.AccountId)];
        await BookRound.MarkAsync(work, BookRound.Watch, history, settle);
        await BookRound.MarkAsync(work, BookRound.Watch, late, Patience * settle);
        await BookRound.MarkAsync(work, BookRound.Packing, history, Patience * settle);
    }

    private async Task ScoreAsync(UnitOfWork work, Guid[] accounts, CancellationToken ct)
    {
        try
        {
            await scorer.ScoreAsync(work, accounts, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _scoringFailed = true;
            throw;
        }
    }
}
