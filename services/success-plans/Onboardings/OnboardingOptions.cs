using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Section <c>Onboarding</c>. All numbers are our own defaults unless the requirement names them.</summary>
public sealed class OnboardingOptions
{
    /// <summary>Days without progress after which an onboarding is stalled, where the segment's median does not allow
    /// more.</summary>
    [Range(1, 365)]
    public int QuietDays { get; set; } = 7;

    /// <summary>How many times the segment's median time in a stage may pass without progress.</summary>
    [Range(0, 100)]
    public decimal MedianFactor { get; set; } = 1.5m;

    /// <summary><c>csm</c>, <c>manager</c>, <c>sponsors</c>; replaced as a whole by the configuration.</summary>
    [Required, MinLength(1)]
    public EscalationStep[] Ladder { get; set; } = [new("csm", 0), new("manager", 3), new("sponsors", 7)];

    /// <summary>A weekly status is due until this many days after the signature.</summary>
    [Range(0, 365)]
    public int WeeklyStatusDays { get; set; } = 30;

    /// <summary>Days after the signature on which executives of both sides meet.</summary>
    [Required]
    public int[] ExecutiveCheckInDays { get; set; } = [30, 60];

    [Required]
    public string[] ExecutiveCheckInSizes { get; set; } = ["enterprise"];

    /// <summary>A contract signed longer ago opens nothing: it is history that was written down late.</summary>
    [Range(0, 3650)]
    public int OpenWithinDays { get; set; } = 90;

    /// <summary>How often usage is asked for, besides at every change of an account's score.</summary>
    [Range(1, 86_400)]
    public int TelemetrySeconds { get; set; } = 20;
}
