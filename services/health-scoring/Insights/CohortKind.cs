namespace Platform.HealthScoring.Insights;

/// <summary>Who began in the same week (from Monday) or in the same calendar month.</summary>
public enum CohortKind
{
    Week,
    Month,
}
