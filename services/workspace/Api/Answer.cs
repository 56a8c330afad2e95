namespace Platform.Workspace.Api;

/// <summary>What the API said: the value, or the problem in its place.</summary>
/// <param name="ETag">The version that was read, for a change.</param>
public sealed record Answer<T>(T? Value, ApiProblem? Problem, string? ETag = null)
    where T : class
{
    /// <summary>The value, without which the page makes no sense.</summary>
    /// <exception cref="ApiProblemException">There is none.</exception>
    public T OrThrow() => Value ?? throw new ApiProblemException(Problem ?? ApiProblem.Away);
}
