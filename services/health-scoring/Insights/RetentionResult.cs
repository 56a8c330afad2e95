namespace Platform.HealthScoring.Insights;

public sealed record RetentionResult(IReadOnlyList<RetentionCohort> Cohorts, IReadOnlyList<RetentionPoint> Mean);
