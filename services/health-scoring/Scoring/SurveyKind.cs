namespace Platform.HealthScoring.Scoring;

public enum SurveyKind
{
    Nps,
    Csat,
}
