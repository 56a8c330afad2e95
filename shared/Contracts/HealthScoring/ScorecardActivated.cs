namespace Platform.Contracts.HealthScoring;

/// <summary>A version of a segment's scorecard came into force; every account of the segment is rescored with it. About
/// no single account.</summary>
[EventName("health-scoring.scorecard-activated.v1")]
public sealed record ScorecardActivated(Guid ScorecardId, string Segment, int Version) : DomainEvent(Guid.Empty);
