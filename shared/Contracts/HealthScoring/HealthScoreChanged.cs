namespace Platform.Contracts.HealthScoring;

/// <summary>
/// The score of an account moved far enough to tell (by a point since it was last told, by default), changed band, or
/// became or ceased to be insufficient data.
/// </summary>
/// <param name="Version">Grows with each change of the account's score; an event with a lower one than known comes late
/// and changes nothing.</param>
/// <param name="Score">0–100 with two decimals; null: insufficient data.</param>
/// <param name="PreviousScore">The score that was last told.</param>
/// <param name="Drivers">What costs most, dearest first.</param>
/// <param name="ScorecardVersion">Version of the segment's scorecard that was used.</param>
[EventName("health-scoring.health-score-changed.v1")]
public sealed record HealthScoreChanged(
    Guid AccountId,
    int Version,
    decimal? Score,
    decimal? PreviousScore,
    HealthBand? Band,
    HealthBand? PreviousBand,
    IReadOnlyList<HealthDriver> Drivers,
    string Segment,
    int ScorecardVersion
) : DomainEvent(AccountId);
