namespace Platform.HealthScoring.Insights;

/// <param name="Size">Subjects of the cohorts that have reached the period; 0: none has.</param>
/// <param name="Share">Weighted mean over those cohorts; null where none has.</param>
/// <param name="Retained">Mean share that was still active, 0 to 1.</param>
public sealed record RetentionPoint(int Day, int Size, int Retained, double? Share);
