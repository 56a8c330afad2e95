using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway.Feed;

/// <summary>The section <c>Feed</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>For how many days events are kept: longer than the three for which a webhook is tried.</summary>
    [Range(4, 3_650)]
    public int KeepDays { get; set; } = 4;
}
