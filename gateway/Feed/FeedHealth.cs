using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Gateway.Feed;

/// <summary>Not ready before the queue was bound once: what is published before that would reach nobody. Later outages
/// of the broker degrade nothing that is asked for.</summary>
public sealed class FeedHealth : IHealthCheck
{
    public bool IsBound { get; set; }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            IsBound
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("Waiting for the broker: the event feed is not bound yet.")
        );
}
