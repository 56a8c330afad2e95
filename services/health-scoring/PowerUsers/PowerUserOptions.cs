using System.ComponentModel.DataAnnotations;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>Configuration section <c>PowerUsers</c>.</summary>
public sealed class PowerUserOptions
{
    /// <summary>A user with more than this share of the account's events of 30 days is a power user.</summary>
    [Range(0.0, 1.0)]
    public decimal Share { get; set; } = 0.5m;

    /// <summary>Days over which a departure is judged, against the 30 days before them.</summary>
    [Range(1, 365)]
    public int Days { get; set; } = 14;

    /// <summary>The fall of daily activity from which it is a departure.</summary>
    [Range(0.0, 1.0)]
    public decimal Fall { get; set; } = 0.8m;

    /// <summary>Days without an event from which a regular user has stopped, if that is no chance either. Our own
    /// choice.</summary>
    [Range(1, 365)]
    public int SilentDays { get; set; } = 10;

    /// <summary>
    /// The probability up to which so few active days are not put down to chance: Poisson, with as many expected as in
    /// the baseline, fewer where the account's other users did less too, so that a quiet season of everybody is no
    /// departure. Our own choice.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Chance { get; set; } = 0.005;

    /// <summary>
    /// Departures are judged where the baseline has so many events: below that an absence means little. Our
    /// own choice; who has more than half of few events is a power user all the same.
    /// </summary>
    [Range(1, 1_000_000)]
    public int LeastEvents { get; set; } = 20;
}
