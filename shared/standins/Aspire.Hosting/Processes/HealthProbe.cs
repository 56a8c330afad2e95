using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Processes;

/// <summary>Asks one replica for its health.</summary>
internal sealed class HealthProbe(Uri address, int status)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Null for a project without a health check: it is healthy as long as it runs.</summary>
    internal static HealthProbe? Of(ProjectResource project, int replica)
    {
        if (project.Annotations.OfType<HttpHealthAnnotation>().LastOrDefault() is not { } check) return null;
        var endpoint = project.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => check.EndpointName is null || string.Equals(e.Name, check.EndpointName, StringComparison.OrdinalIgnoreCase))
            ?? throw new DistributedApplicationException($"The health check of '{project.Name}' needs the endpoint '{check.EndpointName ?? "http"}', which is not there.");
        return new HealthProbe(new Uri(new Uri(endpoint.AddressOf(replica)), check.Path), check.StatusCode);
    }

    internal async Task<bool> IsHealthyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)answer.StatusCode == status;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
