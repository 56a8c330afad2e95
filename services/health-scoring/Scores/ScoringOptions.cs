using System.ComponentModel.DataAnnotations;

namespace Platform.HealthScoring.Scores;

public sealed class ScoringOptions
{
    /// <summary>Points by which the score has to differ from the last published one for HealthScoreChanged to be
    /// published. Our own choice.</summary>
    [Range(0.0, 100.0)]
    public decimal PublishFromPoints { get; set; } = 1;

    /// <summary>Seconds without further history after which an account that is being backfilled is scored; 0: at once.
    /// Our own choice.</summary>
    [Range(0, 86_400)]
    public int HoldHistorySeconds { get; set; } = 6;

    /// <summary>The longest time in seconds that a backfill delays the score.</summary>
    [Range(0, 86_400)]
    public int LongestHoldSeconds { get; set; } = 600;

    /// <summary>
    /// Seconds after use of earlier days came in until the rounds over the book look at the account again: more of it
    /// mostly follows. Our own choice.
    /// </summary>
    [Range(0, 86_400)]
    public int RoundsSettleSeconds { get; set; } = 5;

    /// <summary>
    /// Minutes from one row of history to the next while a score moves without reaching another whole point, band, cap
    /// or scorecard; 0 records every move. Our own choice.
    /// </summary>
    [Range(0, 1_440)]
    public int SmallMoveMinutes { get; set; } = 60;

    /// <summary>Most accounts in one transaction.</summary>
    [Range(1, 100_000)]
    public int AccountsPerTransaction { get; set; } = 500;
}
