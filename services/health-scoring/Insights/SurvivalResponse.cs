namespace Platform.HealthScoring.Insights;

/// <param name="Start">What starts the count.</param>
/// <param name="Comparison">Whether the groups differ by more than chance (log-rank test).</param>
public sealed record SurvivalResponse(
    string Start,
    int Accounts,
    bool Sampled,
    IReadOnlyList<SurvivalGroup> Groups,
    SurvivalComparison? Comparison
);
