namespace Platform.HealthScoring.Scoring;

/// <summary>One answer: NPS 0–10 or CSAT 1–5, by one respondent.</summary>
public sealed record AnswerFact(SurveyKind Kind, string Respondent, DateOnly On, int Score);
