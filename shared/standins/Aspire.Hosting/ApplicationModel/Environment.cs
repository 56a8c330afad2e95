namespace Aspire.Hosting.ApplicationModel;

/// <summary>Collects the environment of a process that is about to start. Values are strings, parameters, endpoints or resources with a connection string.</summary>
public class EnvironmentCallbackContext(DistributedApplicationExecutionContext executionContext, Dictionary<string, object>? environmentVariables = null, CancellationToken cancellationToken = default)
{
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? new(StringComparer.Ordinal);

    public DistributedApplicationExecutionContext ExecutionContext => executionContext;

    public CancellationToken CancellationToken => cancellationToken;
}

public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<EnvironmentCallbackContext, Task> Callback => callback;
}
