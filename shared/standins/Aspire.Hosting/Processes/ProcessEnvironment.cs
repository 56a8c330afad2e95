using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Processes;

/// <summary>The variables that Aspire would give a project, resolved to text.</summary>
internal static class ProcessEnvironment
{
    internal static async Task<IReadOnlyDictionary<string, string?>> OfAsync(ProjectResource project, int replica, string process, DistributedApplicationExecutionContext execution, CancellationToken ct)
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["OTEL_SERVICE_NAME"] = project.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=" + process,
        };
        var urls = new List<string>();
        foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.PortVariable is { } variable) variables[variable] = endpoint.AllocatedPorts[replica].ToString(CultureInfo.InvariantCulture);
            else urls.Add(endpoint.AddressOf(replica));
        }
        if (urls.Count > 0) variables["ASPNETCORE_URLS"] = string.Join(';', urls);

        var context = new EnvironmentCallbackContext(execution, variables, ct);
        foreach (var annotation in project.Annotations.OfType<EnvironmentCallbackAnnotation>()) await annotation.Callback(context);

        var resolved = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables) resolved[name] = await ResolveAsync(project, name, value, ct);
        // What this host itself was told to listen on is not meant for its children.
        resolved.TryAdd("ASPNETCORE_URLS", null);
        return resolved;
    }

    private static async Task<string?> ResolveAsync(ProjectResource project, string name, object value, CancellationToken ct) => value switch
    {
        string text => text,
        ParameterResource parameter => await parameter.GetValueAsync(ct),
        EndpointReference endpoint => endpoint.Url,
        IResourceWithConnectionString source => await source.GetConnectionStringAsync(ct),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"The variable {name} of '{project.Name}' is a {value.GetType().Name}; strings, numbers, parameters, endpoints and connection strings are supported here."),
    };
}
