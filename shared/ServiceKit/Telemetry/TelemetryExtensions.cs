using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Telemetry;

public static class TelemetryExtensions
{
    /// <summary>
    /// Traces, metrics and logs over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. The libraries emit their own
    /// sources and meters; naming them is all the instrumentation there is.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            // Read in files and in the dashboard.
            options.ColorBehavior = LoggerColorBehavior.Disabled;
            options.TimestampFormat = "HH:mm:ss.fff ";
            options.UseUtcTimestamp = true;
        });
        // One line per request is what traces are for; settings may ask for more.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        // A line for each consumer at each start would bury what matters.
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        // Each probe would repeat what the probe's answer says already.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        var resource = ResourceBuilder
            .CreateDefault()
            .AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? service)
            .AddEnvironmentVariableDetector();
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter());
        builder.Services.AddSingleton(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                // Whoever watches this service asks every few seconds; that is no traffic.
                .AddAspNetCoreInstrumentation(requests =>
                    requests.Filter = context =>
                        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                )
                .AddSource("System.Net.Http", "Npgsql", "MassTransit", OutboxMetrics.Name, $"Platform.{service}")
                .SetSampler(
                    RequestSampler.Of(
                        builder.Configuration["OTEL_TRACES_SAMPLER"],
                        builder.Configuration["OTEL_TRACES_SAMPLER_ARG"]
                    )
                )
                // Before the exporter, which takes spans as the ones before it leave them.
                .AddProcessor(new RedactLinks())
                .AddOtlpExporter()
                .Build()
        );
        builder.Services.AddSingleton(
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                // Calls between services are measured where they are answered; once is enough.
                .AddMeter(
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Runtime",
                    "Npgsql",
                    "MassTransit",
                    OutboxMetrics.Name,
                    $"Platform.{service}"
                )
                // Up and down with each call it costs as much as the call's duration, which tells the same and more.
                .AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
                .AddOtlpExporter()
                .Build()
        );
        builder.Services.AddHostedService<StartTelemetry>();
    }

    /// <summary>Providers only listen once they exist; the container disposes (and so flushes) them.</summary>
    private sealed class StartTelemetry(TracerProvider tracer, MeterProvider meter) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            tracer.ForceFlush(3_000);
            meter.ForceFlush(3_000);
            return Task.CompletedTask;
        }
    }
}
