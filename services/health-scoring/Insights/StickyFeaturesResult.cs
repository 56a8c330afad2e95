namespace Platform.HealthScoring.Insights;

/// <param name="Sticky">Those that go with being kept and hold on the half held out, strongest first.</param>
/// <param name="Tested">All that were tested on the searched half, by p.</param>
/// <param name="Sampled">Of a large book a sample was looked at.</param>
/// <param name="Retained">How many were still there at the end.</param>
/// <param name="FalseDiscoveryRate">Part of the features called sticky that may be so by chance, 0 to 1.</param>
/// <param name="Verdict">In words, what the figures allow to say.</param>
/// <param name="LeftOut"> Accounts that were no customers, or of whom no use was recorded, for part of the days looked
/// at.
/// </param>
public sealed record StickyFeaturesResult(
    int Subjects,
    int Retained,
    double FalseDiscoveryRate,
    IReadOnlyList<StickyFeature> Sticky,
    IReadOnlyList<StickyFeature> Tested,
    string Verdict,
    bool Sampled = false,
    int LeftOut = 0
);
