using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <summary>Section <c>Tactics</c>.</summary>
public sealed class TacticOptions
{
    /// <summary>Adoption below this share of what was to be expected by now is slow. Our own choice of
    /// default.</summary>
    [Range(0, 1)]
    public decimal SlowBelow { get; set; } = 0.5m;

    /// <summary>Days from the start in which nothing is called slow. Our own choice of default.</summary>
    [Range(0, 3650)]
    public int GraceDays { get; set; } = 7;
}
