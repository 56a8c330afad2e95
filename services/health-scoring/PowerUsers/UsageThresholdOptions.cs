using System.ComponentModel.DataAnnotations;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>Configuration section <c>UsageThresholds</c>.</summary>
public sealed class UsageThresholdOptions
{
    /// <summary>Per cent of paid seats in use, on each of <see cref="SeatsUsedDays"/>.</summary>
    [Range(0.0, 1_000.0)]
    public decimal SeatsUsed { get; set; } = 85;

    [Range(1, 90)]
    public int SeatsUsedDays { get; set; } = 14;

    /// <summary>Per cent more monthly users than a quarter (90 days) before.</summary>
    [Range(0.0, 10_000.0)]
    public decimal UsersGrowth { get; set; } = 60;

    /// <summary>Growth of fewer users than this says nothing. Our own choice.</summary>
    [Range(1, 1_000_000)]
    public int UsersGrowthLeast { get; set; } = 5;

    /// <summary>
    /// Refused attempts at premium features in 30 days that are more than a wrong click. Our own choice.
    /// </summary>
    [Range(1, 1_000_000)]
    public int PremiumAttempts { get; set; } = 3;

    /// <summary>
    /// A team counts as new where it was first seen so many days after the account's first: until then the source may
    /// just have begun to name teams. Our own choice.
    /// </summary>
    [Range(0, 365)]
    public int NewTeamAfterDays { get; set; } = 14;
}
