namespace Platform.HealthScoring.Scoring;

/// <param name="Binding">Whether this cap is the one that decided the score.</param>
/// <param name="AtMost">The score that it allows at most, 0 to 100.</param>
public sealed record AppliedCap(string Name, Measure Measure, decimal AtMost, string Reason, bool Binding);
