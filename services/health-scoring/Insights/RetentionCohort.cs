namespace Platform.HealthScoring.Insights;

/// <param name="Cells">By the days since the start.</param>
public sealed record RetentionCohort(DateOnly From, DateOnly To, int Size, IReadOnlyList<RetentionCell> Cells);
