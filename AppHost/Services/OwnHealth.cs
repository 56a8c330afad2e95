using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.AppHost.Running;
using Platform.ServiceDefaults;

namespace Platform.AppHost.Services;

/// <summary>Healthy is a service that says it is ready *and* that it is the very process meant: another program on its
/// port is not.</summary>
internal static class OwnHealth
{
    internal static IResourceBuilder<ProjectResource> WithHealthOfItsOwn(
        this IResourceBuilder<ProjectResource> service,
        Installation installation
    )
    {
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return service.WithHttpHealthCheck("/health/ready", endpointName: "http");
        var name = service.Resource.Name;
        var process = $"{installation.Id}/{name}";
        // A probe that fails while its service starts is no news.
        service.ApplicationBuilder.Services.AddHttpClient(name).RemoveAllLoggers();
        service
            .ApplicationBuilder.Services.AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    name,
                    services => new Check(
                        services.GetRequiredService<IHttpClientFactory>().CreateClient(name),
                        service.GetEndpoint("http"),
                        process
                    ),
                    HealthStatus.Unhealthy,
                    tags: null
                )
            );
        return service.WithEnvironment("PLATFORM_PROCESS", process).WithHealthCheck(name);
    }

    private sealed class Check(HttpClient http, EndpointReference endpoint, string process) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            if (!endpoint.IsAllocated)
                return HealthCheckResult.Unhealthy("It has no address yet.");
            try
            {
                using var answer = await http.GetAsync(new Uri($"{endpoint.Url}/health/ready"), cancellationToken);
                if (
                    !answer.Headers.TryGetValues(ProcessHeader.Name, out var said)
                    || !said.Contains(process, StringComparer.Ordinal)
                )
                    return HealthCheckResult.Unhealthy($"Another program answers at {endpoint.Url}.");
                return answer.IsSuccessStatusCode
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy($"It answers {(int)answer.StatusCode}.");
            }
            catch (Exception unreachable)
                when (unreachable is HttpRequestException or TaskCanceledException
                    && !cancellationToken.IsCancellationRequested
                )
            {
                return HealthCheckResult.Unhealthy(unreachable.Message);
            }
        }
    }
}
