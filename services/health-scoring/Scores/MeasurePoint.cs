namespace Platform.HealthScoring.Scores;

/// <param name="Value">In the measure's unit.</param>
public sealed record MeasurePoint(DateOnly Day, decimal Value);
