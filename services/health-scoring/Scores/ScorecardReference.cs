namespace Platform.HealthScoring.Scores;

public sealed record ScorecardReference(Guid Id, string Segment, int Version);
