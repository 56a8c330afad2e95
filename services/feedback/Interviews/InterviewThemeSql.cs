namespace Platform.Feedback.Interviews;

internal static class InterviewThemeSql
{
    internal const string Select =
        "select t.code, t.description, t.retired, (select count(*)::int from interview_theme i where i.theme = "
        + "t.code) as interviews from theme t";
}
