namespace Platform.HealthScoring.Prediction;

/// <param name="Strength">Spread of what the measure adds to the log-odds of churn.</param>
/// <param name="Toward"><c>more</c> or <c>less</c> of it makes churn likelier.</param>
public sealed record StrongFeature(string Measure, double Strength, string Toward);
