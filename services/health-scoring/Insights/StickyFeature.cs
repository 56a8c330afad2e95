namespace Platform.HealthScoring.Insights;

/// <param name="Behaviours">One feature, or a pair of which both were used.</param>
/// <param name="Found">On the half of the accounts that was searched.</param>
/// <param name="Confirmed"> On the half held out, which the search never saw; absent where the searched half gave no
/// reason to look.
/// </param>
/// <param name="Holds">The held-out half says the same, beyond chance, and the effect is more than none there.</param>
public sealed record StickyFeature(
    IReadOnlyList<string> Behaviours,
    StickyFigures Found,
    StickyFigures? Confirmed,
    bool Holds
);
