using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults;

/// <summary>What every process of the platform has, with or without a database: ports, telemetry, health, a
/// clock.</summary>
public static class ServiceDefaultsExtensions
{
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">The resource name in AppHost, kebab-case: <c>accounts</c>, <c>health-scoring</c>.</param>
    /// <param name="assembly">The service's own assembly, which has its migrations.</param>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string service, Assembly assembly)
    {
        builder.Services.AddSingleton(new ServiceIdentity(service, assembly));
        builder.Services.TryAddSingleton<ResolveName>(Dns.GetHostAddressesAsync);
        builder.Services.TryAddSingleton<TimeProvider, MillisecondClock>();
        builder.ListenOnConfiguredPorts();
        builder.AddTelemetry(service);
        builder.Services.AddHealthChecks();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    /// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapDefaultEndpoints(this WebApplication app) => app.MapHealth();
}
