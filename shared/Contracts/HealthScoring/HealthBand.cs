namespace Platform.Contracts.HealthScoring;

public enum HealthBand
{
    Red,
    Yellow,
    Green,
}
