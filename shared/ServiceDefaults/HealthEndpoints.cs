using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults;

/// <summary>
/// <c>/health/live</c> and <c>/health/ready</c>. The header Platform-Process says which process of which installation
/// answers, so that a probe, or a command, can tell it from another program on the same port.
/// </summary>
internal static class HealthEndpoints
{
    internal static void MapHealth(this WebApplication app)
    {
        var process = app.Configuration["PLATFORM_PROCESS"];
        app.MapHealthChecks("/health/live", Answering(_ => false)).AllowAnonymous();
        app.MapHealthChecks("/health/ready", Answering(check => check.Tags.Contains("ready"))).AllowAnonymous();

        HealthCheckOptions Answering(Func<HealthCheckRegistration, bool> predicate) =>
            new()
            {
                Predicate = predicate,
                ResponseWriter = (context, report) =>
                {
                    if (process is not null)
                        context.Response.Headers[ProcessHeader.Name] = process;
                    context.Response.ContentType = "text/plain";
                    return context.Response.WriteAsync(report.Status.ToString(), context.RequestAborted);
                },
            };
    }
}
