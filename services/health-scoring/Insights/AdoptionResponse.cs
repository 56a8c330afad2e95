namespace Platform.HealthScoring.Insights;

/// <param name="Stickiness">Daily active users divided by monthly ones, week by week.</param>
public sealed record AdoptionResponse(
    int Accounts,
    bool Sampled,
    IReadOnlyList<StickinessWeek> Stickiness,
    IReadOnlyList<FeatureAdoption> Features
);
