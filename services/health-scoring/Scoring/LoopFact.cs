namespace Platform.HealthScoring.Scoring;

/// <summary>A loop of feedback that went past due, until it was closed.</summary>
public sealed record LoopFact(DateOnly DueFrom, DateOnly? ClosedOn);
