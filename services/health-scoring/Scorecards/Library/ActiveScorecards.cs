using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scorecards.Library;

public sealed class ActiveScorecards(
    IReadOnlyDictionary<string, ScorecardInUse> bySegment,
    IReadOnlyDictionary<string, ScorecardInUse> trials
)
{
    public bool AnyTrial => trials.Count > 0;

    /// <summary>The scorecard on trial where the active one of this segment serves; null where none is.</summary>
    public ScorecardInUse? ChallengerFor(string? segment) => trials.GetValueOrDefault(For(segment).Segment);

    /// <summary>The segment's own scorecard, or the one for accounts of any segment.</summary>
    public ScorecardInUse For(string? segment) =>
        (
            segment is not null && bySegment.TryGetValue(segment, out var own)
                ? own
                : bySegment.GetValueOrDefault(DefaultScorecards.AnySegment)
        )
        ?? throw new InvalidOperationException($"No scorecard is active for segment '{DefaultScorecards.AnySegment}'.");
}
