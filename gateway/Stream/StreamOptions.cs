using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway.Stream;

/// <summary>The section <c>Stream</c>.</summary>
public sealed class StreamOptions
{
    /// <summary>How many clients may be connected to one instance.</summary>
    [Range(1, 1_000_000)]
    public int MaxClients { get; set; } = 10_000;
}
