namespace Platform.Contracts.HealthScoring;

public static class HealthScoringEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(HealthScoreChanged),
        typeof(HealthBandChanged),
        typeof(PowerUserDeparted),
        typeof(UsageThresholdCrossed),
        typeof(ScorecardActivated),
        typeof(ScorecardValidated),
        typeof(ChurnPredicted),
    ];
}
