namespace Platform.HealthScoring.Studies;

/// <summary>A kind of study: what <see cref="RunStudies"/> does with the requests of that kind.</summary>
public interface IStudy
{
    /// <summary>As stored with the request: <c>validation</c> or <c>training</c>.</summary>
    string Kind { get; }

    /// <param name="study">The request.</param>
    /// <param name="progress">Takes how many of how many steps are done.</param>
    /// <param name="ct">Ends when the service stops; the study is then run again.</param>
    /// <returns>The result, stored as JSON.</returns>
    Task<object> RunAsync(StudyRow study, Func<int, int, Task> progress, CancellationToken ct);
}
