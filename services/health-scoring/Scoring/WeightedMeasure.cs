namespace Platform.HealthScoring.Scoring;

/// <param name="Weight">Above 0; only its proportion to the other weights matters.</param>
/// <param name="Playbook">What to start when this measure drives the score down.</param>
/// <param name="Curve">Points from the measure's value to 0 to 100, straight lines between them.</param>
public sealed record WeightedMeasure(Measure Measure, decimal Weight, Curve Curve, string? Playbook = null);
