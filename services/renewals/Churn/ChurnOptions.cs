using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Churn;

/// <summary>Section <c>Churn</c>; what stands here is the default of the domain.</summary>
public sealed class ChurnOptions
{
    public const string Section = "Churn";

    /// <summary>A loss that nothing had flagged so many days before the notice is a surprise.</summary>
    [Range(0, 1_000)]
    public int SurpriseDays { get; set; } = 14;
}
