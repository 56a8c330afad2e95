namespace Platform.HealthScoring.Challengers;

internal static class TrialSql
{
    internal const string End = "update scorecard set status = 'draft', row_version = row_version + 1 where ";
}
