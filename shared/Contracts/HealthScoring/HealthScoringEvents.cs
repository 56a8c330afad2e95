namespace Platform.Contracts.HealthScoring;

public static class HealthScoringEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
    ];
}
