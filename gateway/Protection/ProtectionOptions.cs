using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway.Protection;

/// <summary>The section <c>Protection</c>.</summary>
public sealed class ProtectionOptions
{
    /// <summary>How many calls may be under way at once; half of it for any one service.</summary>
    [Range(2, 1_000_000)]
    public int MaxCalls { get; set; } = 4_000;
}
