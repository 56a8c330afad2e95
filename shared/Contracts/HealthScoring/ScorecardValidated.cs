namespace Platform.Contracts.HealthScoring;

/// <summary>A version of a segment's scorecard was held against past outcomes. About no single account.</summary>
/// <param name="Bands">What became of the accounts of each band; a band without a case is left out.</param>
[EventName("health-scoring.scorecard-validated.v1")]
public sealed record ScorecardValidated(
    Guid ScorecardId,
    string Segment,
    int Version,
    IReadOnlyList<ValidatedBand> Bands
) : DomainEvent(Guid.Empty);
