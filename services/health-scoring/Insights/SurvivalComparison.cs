namespace Platform.HealthScoring.Insights;

/// <param name="ChiSquare">Log-rank test that all groups share one curve.</param>
/// <param name="DegreesOfFreedom">Groups less one.</param>
public sealed record SurvivalComparison(double ChiSquare, int DegreesOfFreedom, double P);
