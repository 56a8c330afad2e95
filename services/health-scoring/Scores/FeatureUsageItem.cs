namespace Platform.HealthScoring.Scores;

/// <param name="Core">Whether it is a core feature.</param>
/// <param name="Premium">Whether it is a premium feature.</param>
public sealed record FeatureUsageItem(
    string Feature,
    bool Core,
    bool Premium,
    int ActiveUsers,
    long Events,
    long Quantity
);
