namespace Platform.HealthScoring.PowerUsers;

/// <summary>Configuration section <c>PowerUsers</c>.</summary>
public sealed class PowerUserOptions
{
    /// <summary>A user with more than this share of the account's events of 30 days is a power user.</summary>
    public decimal Share { get; set; } = 0.5m;

    /// <summary>Days over which a departure is judged, against the 30 days before them.</summary>
    public int Days { get; set; } = 14;

    /// <summary>The fall of daily activity from which it is a departure.</summary>
    public decimal Fall { get; set; } = 0.8m;

    /// <summary>Days without an event from which a regular user has stopped, if that is no chance either. Our own
    /// choice.</summary>
    public int SilentDays { get; set; } = 10;

    /// <summary>
    /// The probability up to which so few active days are not put down to chance: Poisson, with as many expected as in
    /// the baseline, fewer where the account's other users did less too, so that a quiet season of everybody is no
    /// departure. Our own choice.
    /// </summary>
    public double Chance { get; set; } = 0.005;

    /// <summary>
    /// Departures are judged where the baseline has so many events: before them nobody's absence would mean much. Our
    /// own choice; who has more than half of few events is a power user all the same.
    /// </summary>
    public int LeastEvents { get; set; } = 20;
}
