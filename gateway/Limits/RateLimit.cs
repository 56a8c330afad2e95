using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Platform.Gateway.Limits;

/// <summary>The size of a token bucket: it refills at <paramref name="PerSecond"/> and holds <paramref name="Burst"/>
/// at most.</summary>
public sealed record RateLimit(
    [property: Range(1, int.MaxValue)] int PerSecond,
    [property: Range(1, int.MaxValue)] int Burst
)
{
    private string? _policy;

    /// <summary>How many tokens an instance takes at once: a tenth of a second's worth, so that the shared bucket is
    /// asked ten times a second, not per call.</summary>
    public int Lease => Math.Clamp(PerSecond / 10, 1, Burst);

    /// <summary>As the RateLimit-Policy field says it: so many in the window in which an empty bucket fills
    /// up.</summary>
    public string HeaderOf(string policy) =>
        _policy ??= string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy}\";q={Burst};w={Math.Max(1, Burst / PerSecond)}"
        );
}
