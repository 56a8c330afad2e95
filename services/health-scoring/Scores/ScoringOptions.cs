namespace Platform.HealthScoring.Scores;

public sealed class ScoringOptions
{
    /// <summary>HealthScoreChanged is published when the score is so many points from where it was last told. Our own
    /// choice.</summary>
    public decimal TellFromPoints { get; set; } = 1;

    /// <summary>An account whose past is being handed over is scored when no more of it has come for so many seconds;
    /// 0: at once, with what there is. Our own choice.</summary>
    public int HoldHistorySeconds { get; set; } = 6;

    /// <summary>But after so many at the latest, where more of the past keeps coming.</summary>
    public int LongestHoldSeconds { get; set; } = 600;

    /// <summary>
    /// Seconds after use of earlier days came in until the rounds over the book look at the account again: more of it
    /// mostly follows. Our own choice.
    /// </summary>
    public int RoundsSettleSeconds { get; set; } = 5;

    /// <summary>Most accounts in one transaction.</summary>
    public int AccountsPerTransaction { get; set; } = 500;
}
