using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>Section <c>InApp</c>.</summary>
public sealed class InAppOptions
{
    /// <summary>Page views after which a missing anchor is judged.</summary>
    [Range(1, 1_000_000)]
    public int AnchorChecks { get; set; } = 50;

    /// <summary>A message whose anchor is missing on a larger share of page views than this is paused, 0–1.</summary>
    [Range(0.01, 1)]
    public double MissingAnchorShare { get; set; } = 0.2;

    /// <summary>How long the replaced secret of an application still signs, in days, unless the rotation says
    /// otherwise.</summary>
    [Range(0, 30)]
    public int SecretOverlapDays { get; set; } = 2;
}
