namespace Platform.HealthScoring.Scoring;

/// <param name="Measures">The group's measures with weights and curves.</param>
public sealed record MeasureGroup(string Name, IReadOnlyList<WeightedMeasure> Measures);
