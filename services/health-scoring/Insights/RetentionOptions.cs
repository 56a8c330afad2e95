namespace Platform.HealthScoring.Insights;

/// <param name="Rolling">Days of 24 hours from each one's own start; otherwise calendar days.</param>
/// <param name="Points">Days after the start, ascending; day 0 is the first.</param>
/// <param name="Cohorts">Who is counted together.</param>
public sealed record RetentionOptions(RetentionKind Kind, bool Rolling, IReadOnlyList<int> Points, CohortKind Cohorts);
