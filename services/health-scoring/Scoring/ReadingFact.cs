namespace Platform.HealthScoring.Scoring;

/// <summary>A measure that another service reports as a number; the latest reading holds until it expires.</summary>
public sealed record ReadingFact(Measure Measure, DateOnly From, DateOnly? Until, decimal Value);
