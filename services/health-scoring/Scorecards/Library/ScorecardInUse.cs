using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scorecards.Library;

/// <summary>
/// A scorecard version in use. Rules never change once a version is drafted, so it is kept in memory by its id.
/// </summary>
public sealed record ScorecardInUse(Guid Id, string Segment, int Version, Scorecard Rules);
