namespace Platform.Contracts.HealthScoring;

/// <summary>An account changed colour. A null band is insufficient data.</summary>
/// <param name="Version">As in <see cref="HealthScoreChanged"/>, which is published with it.</param>
[EventName("health-scoring.health-band-changed.v1")]
public sealed record HealthBandChanged(
    Guid AccountId,
    int Version,
    HealthBand? From,
    HealthBand? To,
    decimal? Score,
    IReadOnlyList<HealthDriver> Drivers
) : DomainEvent(AccountId);
