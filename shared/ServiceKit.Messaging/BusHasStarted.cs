using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Not ready until the service's queues were bound once: an event published before that would reach nobody, silently.
/// Later the broker may come and go; the outbox holds what is to be said.
/// </summary>
internal sealed class BusHasStarted(IBusControl bus) : IHealthCheck
{
    private volatile bool _started;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        _started = _started || bus.CheckHealth().Status == BusHealthStatus.Healthy;
        return Task.FromResult(
            _started
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("Waiting for RabbitMQ, to bind this service's queues for the first time.")
        );
    }
}
