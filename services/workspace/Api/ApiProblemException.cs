namespace Platform.Workspace.Api;

/// <summary>A page asked for something without which it cannot be shown.</summary>
public sealed class ApiProblemException(ApiProblem problem) : Exception(problem.Words)
{
    public ApiProblem Problem { get; } = problem;
}
