using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Studies;

public static class StudyProblems
{
    public static Problem NotFound(string kind, Guid id) => Problem.NotFound(kind, id);
}
