using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Expansion;

/// <summary>Section <c>Expansion</c>; what stands here is the default of the domain.</summary>
public sealed class ExpansionOptions
{
    public const string Section = "Expansion";

    /// <summary>Days after a closed expansion during which the same trigger opens none.</summary>
    [Range(0, 1_000)]
    public int CoolDownDays { get; set; } = 90;

    /// <summary>Seats have to be short for so many days before it is an opportunity.</summary>
    [Range(0, 1_000)]
    public int SeatsUsedDays { get; set; } = 14;
}
