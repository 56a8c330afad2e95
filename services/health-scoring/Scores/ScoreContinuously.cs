using System.Diagnostics;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceDefaults;

namespace Platform.HealthScoring.Scores;

/// <summary>Aggregates and scores what was stored, and scores whatever is marked, at once when something happens and
/// else by
/// polling. Under load it rests twice as long as it worked, so that storing events has its share; and the more it finds
/// together then, the less it costs: an account is scored once for all that came in.</summary>
public sealed class ScoreContinuously(
    ScoreUsage usage,
    ScoreAccounts scorer,
    ScoringSignal signal,
    ILogger<ScoreContinuously> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(1), logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(300);

    private TimeSpan _rest;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var found = await usage.NextAsync(ct) + await scorer.ScoreMarkedAsync(ct) > 0;
        _rest = found ? 2 * Stopwatch.GetElapsedTime(began) : TimeSpan.Zero;
    }

    protected override Task RestAsync(CancellationToken ct) =>
        _rest == TimeSpan.Zero ? signal.WaitAsync(Poll, ct) : Task.Delay(_rest < LongestRest ? _rest : LongestRest, ct);
}
