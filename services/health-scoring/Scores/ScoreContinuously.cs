using System.Diagnostics;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceDefaults;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Aggregates and scores what was stored, and scores whatever is marked, at once when something happens and else by
/// polling. The busier storing is, the longer it rests after work, so that storing has its share of the processor; and
/// the more it finds together then, the less it costs: an account is scored once for all that came in. While hardly
/// anything comes in it does not rest at all.
/// </summary>
public sealed class ScoreContinuously(
    ScoreUsage usage,
    ScoreAccounts scorer,
    ScoringSignal signal,
    IngestionLoad load,
    ILogger<ScoreContinuously> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(1), logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(2);

    /// <summary>Of the time worked, where storing never stops.</summary>
    private const double RestAtFullLoad = 2;

    private TimeSpan? _rest;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var found = await usage.NextAsync(ct) + await scorer.ScoreMarkedAsync(ct) > 0;
        var busy = load.Share;
        _rest = found ? RestAtFullLoad * busy * busy * Stopwatch.GetElapsedTime(began) : null;
    }

    protected override Task RestAsync(CancellationToken ct) =>
        _rest is not { } rest ? signal.WaitAsync(Poll, ct)
        : rest < ShortestRest ? Task.CompletedTask
        : Task.Delay(rest < LongestRest ? rest : LongestRest, ct);
}
