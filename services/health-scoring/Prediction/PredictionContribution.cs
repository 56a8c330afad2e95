namespace Platform.HealthScoring.Prediction;

/// <param name="Measure">The measure that speaks.</param>
/// <param name="LogOdds">What it adds to the log-odds of churn, against an average account; above 0 makes churn
/// likelier.</param>
/// <param name="Value">The measure's value in its own unit.</param>
public sealed record PredictionContribution(string Measure, decimal? Value, double LogOdds);
