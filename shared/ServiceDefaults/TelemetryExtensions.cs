using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults;

public static class TelemetryExtensions
{
    /// <summary>The sources and meters of the platform's own code.</summary>
    private const string Own = "Platform.*";

    /// <summary>
    /// Traces, metrics and logs over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
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

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource
                    .AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? service)
                    .AddEnvironmentVariableDetector()
            )
            .WithLogging(logs => logs.AddOtlpExporter())
            .WithTracing(traces =>
                traces
                    // Whoever watches this service asks every few seconds; that is no traffic.
                    .AddAspNetCoreInstrumentation(requests =>
                        requests.Filter = context =>
                            !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                    )
                    .AddNpgsql()
                    // .NET's HTTP client and MassTransit emit their own spans; naming them is all there is to do.
                    .AddSource("System.Net.Http", "MassTransit", Own)
                    .SetSampler(
                        RequestSampler.Of(
                            builder.Configuration["OTEL_TRACES_SAMPLER"],
                            builder.Configuration["OTEL_TRACES_SAMPLER_ARG"]
                        )
                    )
                    // Before the exporter, which takes spans as the ones before it leave them.
                    .AddProcessor(new RedactLinks())
                    .AddOtlpExporter()
            )
            .WithMetrics(metrics =>
                metrics
                    .AddNpgsqlInstrumentation()
                    // Calls between services are measured where they are answered; once is enough.
                    .AddMeter(
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "System.Runtime",
                        "MassTransit",
                        Own
                    )
                    // Up and down with each call it costs as much as the call's duration, which tells the same and
                    // more.
                    .AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
                    .AddOtlpExporter()
            );
    }
}
