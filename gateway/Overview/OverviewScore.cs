namespace Platform.Gateway.Overview;

/// <param name="Score">0–100; null: insufficient data.</param>
/// <param name="ScorecardVersion">Version of the scorecard that it was computed with.</param>
/// <param name="Change">Against the score before, with its causes.</param>
public sealed record OverviewScore(
    decimal? Score,
    string Band,
    string Segment,
    int ScorecardVersion,
    DateTimeOffset? ScoredAt,
    decimal? Change,
    IReadOnlyList<OverviewDriver> Drivers,
    IReadOnlyList<string> Caps,
    int Version
);
