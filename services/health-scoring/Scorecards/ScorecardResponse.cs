using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Validation;

namespace Platform.HealthScoring.Scorecards;

/// <param name="Validation">What it would have said before past outcomes: asked for with every draft; in the answers
/// about one scorecard.</param>
/// <param name="Status">draft, trial, active or retired.</param>
/// <param name="Rules">Groups of weighted measures, caps and the limits of the bands.</param>
/// <param name="ActivatedAt">When it was put in force (RFC 3339, UTC).</param>
/// <param name="RetiredAt">When the next version replaced it (RFC 3339, UTC).</param>
public sealed record ScorecardResponse(
    Guid Id,
    string Segment,
    int Version,
    string Name,
    string Status,
    Scorecard Rules,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ActivatedAt,
    DateTimeOffset? RetiredAt,
    ValidationResponse? Validation = null
)
{
    public static ScorecardResponse From(ScorecardRow r) =>
        new(
            r.ScorecardId,
            r.Segment,
            r.Version,
            r.Name,
            r.Status,
            r.Card(),
            r.CreatedAt,
            r.CreatedBy,
            r.ActivatedAt,
            r.RetiredAt
        );
}
