using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Waves;

/// <summary>Section <c>Surveys</c>; what stands here is the default of the domain.</summary>
public sealed class WaveOptions
{
    /// <summary>Days during which a person who was asked by any survey is not asked again.</summary>
    [Range(0, 3650)]
    public int AskAgainAfterDays { get; set; } = 90;
}
