namespace Platform.HealthScoring.Scoring;

public enum ContactRole
{
    Champion,
    ExecutiveSponsor,
}
