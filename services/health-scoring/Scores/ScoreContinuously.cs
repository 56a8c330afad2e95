using System.Diagnostics;

namespace Platform.HealthScoring.Scores;

/// <summary>Folds and scores what was stored, and scores whatever is marked, at once when something happens and else by polling. Under load it rests twice as long as it worked, so that storing events has its share; and the more it finds together
/// then, the less it costs: an account is scored once for all that came in.</summary>
public sealed partial class ScoreContinuously(ScoreUsage usage, ScoreAccounts scorer, ScoringSignal signal, ILogger<ScoreContinuously> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var began = Stopwatch.GetTimestamp();
                if (await usage.NextAsync(stoppingToken) + await scorer.ScoreMarkedAsync(stoppingToken) == 0) await signal.WaitAsync(Poll, stoppingToken);
                else
                {
                    var rest = 2 * Stopwatch.GetElapsedTime(began);
                    await Task.Delay(rest < LongestRest ? rest : LongestRest, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Scoring failed; the marks stay and it is tried again in a second")]
    private partial void LogFailed(Exception exception);
}
