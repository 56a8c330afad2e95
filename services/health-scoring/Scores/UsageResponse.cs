namespace Platform.HealthScoring.Scores;

/// <param name="ActiveUsers">Distinct over the whole span.</param>
/// <param name="Days">One for each day with events.</param>
public sealed record UsageResponse(
    DateOnly From,
    DateOnly To,
    int ActiveUsers,
    IReadOnlyList<UsageDayItem> Days,
    IReadOnlyList<FeatureUsageItem> Features
);
