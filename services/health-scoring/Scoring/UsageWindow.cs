using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// The use of one account as scoring sees it on <paramref name="AsOf"/>. Days may come in any order; days after the
/// as-of day or before the window are ignored, so that nothing that happened later can reach an earlier score.
/// </summary>
/// <param name="FirstUse">The first day with use ever, on or before the as-of day.</param>
/// <param name="LastUse">The last such day.</param>
/// <param name="CoreFeatures">Numbers of the catalogue's core features.</param>
public sealed record UsageWindow(
    DateOnly AsOf,
    IReadOnlyList<UsageDay> Days,
    DateOnly? FirstUse,
    DateOnly? LastUse,
    IReadOnlySet<int> CoreFeatures
)
{
    /// <summary>All days up to its own last one, where there is such a window; then <see cref="Days"/> holds only those
    /// after it.</summary>
    public PackedWindow? Packed { get; init; }

    /// <summary>Days to load: growth compares the last 30 days with the 30 before.</summary>
    public const int Length = 60;
}
