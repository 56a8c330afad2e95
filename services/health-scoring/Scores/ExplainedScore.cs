using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>A stored score with the explanation recomputed from its inputs and scorecard.</summary>
public sealed record ExplainedScore(ScoreRow Row, ScorecardInUse Card, HealthScore Score, ScoreChange? Change);
